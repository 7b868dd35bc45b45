<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Actions</name>
    <message>
        <source>New log…</source>
        <translation>新建日志…</translation>
    </message>
    <message>
        <source>Make a new, empty log</source>
        <translation>新建一个空日志</translation>
    </message>
    <message>
        <source>Open log…</source>
        <translation>打开日志…</translation>
    </message>
    <message>
        <source>Open a log file</source>
        <translation>打开日志文件</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Bring JSON lines, OCEL or XES in</source>
        <translation>导入 JSON Lines、OCEL 或 XES</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write the shown events to a file</source>
        <translation>将显示的事件写入文件</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo last command…</source>
        <translation>撤销上一条命令…</translation>
    </message>
    <message>
        <source>Take the newest command back</source>
        <translation>撤回最近的命令</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Make a test of the history…</source>
        <translation>从历史生成测试…</translation>
    </message>
    <message>
        <source>The rewound stream up to the shown version, as a test for pytest</source>
        <translation>将回放中的流（截至所示版本）生成 pytest 测试</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>To the event, version or filter seen before</source>
        <translation>回到之前查看的事件、版本或筛选条件</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Again to where Back was chosen</source>
        <translation>再次前往后退之前的位置</translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation>转到…</translation>
    </message>
    <message>
        <source>To a position, time or stream</source>
        <translation>转到某个位置、时间或流</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>命令面板…</translation>
    </message>
    <message>
        <source>Do or find anything by typing a little of it</source>
        <translation>输入几个字母，即可执行或查找任何内容</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Filter events</source>
        <translation>筛选事件</translation>
    </message>
    <message>
        <source>Put the cursor into the filter</source>
        <translation>将光标移到筛选框</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Rewind everything to…</source>
        <translation>全部回放到…</translation>
    </message>
    <message>
        <source>Show every pane as of a position or time</source>
        <translation>让所有窗格显示某个位置或时间的状态</translation>
    </message>
    <message>
        <source>Rewind all</source>
        <translation>全部回放</translation>
    </message>
    <message>
        <source>Everything one event back</source>
        <translation>全部后退一个事件</translation>
    </message>
    <message>
        <source>Show every pane as of one event earlier</source>
        <translation>让所有窗格显示前一个事件时的状态</translation>
    </message>
    <message>
        <source>Everything one event on</source>
        <translation>全部前进一个事件</translation>
    </message>
    <message>
        <source>Show every pane as of one event later</source>
        <translation>让所有窗格显示后一个事件时的状态</translation>
    </message>
    <message>
        <source>Return to now</source>
        <translation>回到现在</translation>
    </message>
    <message>
        <source>Leave the past that all panes show</source>
        <translation>离开各窗格显示的过去时刻</translation>
    </message>
    <message>
        <source>What if…</source>
        <translation>假设分析…</translation>
    </message>
    <message>
        <source>Branch from the selected event, without touching the log</source>
        <translation>从所选事件建立分支，不改动日志</translation>
    </message>
    <message>
        <source>Replay commands…</source>
        <translation>重放命令…</translation>
    </message>
    <message>
        <source>Decide the journal&apos;s commands again with the code of today</source>
        <translation>用当前代码重新决定命令日志中的命令</translation>
    </message>
    <message>
        <source>Run the demo</source>
        <translation>运行演示</translation>
    </message>
    <message>
        <source>A day at the shop, live</source>
        <translation>现场演示：商店的一天</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Solve a case</source>
        <translation>破解一个案例</translation>
    </message>
    <message>
        <source>The order that was shipped twice, step by step</source>
        <translation>被发货两次的订单，逐步排查</translation>
    </message>
    <message>
        <source>Presentation mode</source>
        <translation>演示模式</translation>
    </message>
    <message>
        <source>Larger type, and pressed keys and clicks are shown</source>
        <translation>放大文字，并显示按键和点击</translation>
    </message>
    <message>
        <source>Help on this pane</source>
        <translation>此窗格的帮助</translation>
    </message>
    <message>
        <source>What the pane is for and how to do things in it</source>
        <translation>此窗格的用途和操作方法</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>All keys, of the window and of every pane</source>
        <translation>窗口和各窗格的全部快捷键</translation>
    </message>
    <message>
        <source>About Eventscope</source>
        <translation>关于 Eventscope</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Everything a step larger</source>
        <translation>整体放大一级</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Everything a step smaller</source>
        <translation>整体缩小一级</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>默认文字大小</translation>
    </message>
    <message>
        <source>Everything as large as it was at first</source>
        <translation>全部恢复到最初大小</translation>
    </message>
    <message>
        <source>Demo layout</source>
        <translation>演示布局</translation>
    </message>
    <message>
        <source>Commands, timeline and rewind, large</source>
        <translation>放大显示命令、时间线和回放</translation>
    </message>
    <message>
        <source>Debug layout</source>
        <translation>调试布局</translation>
    </message>
    <message>
        <source>Timeline, rewind and event</source>
        <translation>时间线、回放和事件</translation>
    </message>
    <message>
        <source>Operations layout</source>
        <translation>运维布局</translation>
    </message>
    <message>
        <source>Projections, journal and read models</source>
        <translation>投影、命令日志和读模型</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>重置布局</translation>
    </message>
    <message>
        <source>All panes where they were at first</source>
        <translation>所有窗格恢复到最初的位置</translation>
    </message>
</context>
<context>
    <name>Blame</name>
    <message>
        <source>and {0} earlier ones</source>
        <translation>以及更早的 {0} 个</translation>
    </message>
    <message>
        <source>{0} (removed)</source>
        <translation>{0}（已移除）</translation>
    </message>
    <message>
        <source>(removed)</source>
        <translation>（已移除）</translation>
    </message>
    <message>
        <source>Go to version {0}</source>
        <translation>转到版本 {0}</translation>
    </message>
    <message>
        <source>by {0}; the event does not say more</source>
        <translation>由 {0} 操作；事件中没有更多信息</translation>
    </message>
    <message>
        <source>The event does not say what led to it.</source>
        <translation>事件未说明其起因。</translation>
    </message>
    <message>
        <source>Looking who set what in {0}</source>
        <translation>正在查找 {0} 中各字段由谁设置</translation>
    </message>
    <message>
        <source>The whole state</source>
        <translation>整个状态</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>{0} was removed by {1}</source>
        <translation>{0} 由 {1} 移除</translation>
    </message>
    <message>
        <source>{0} was set by {1}</source>
        <translation>{0} 由 {1} 设置</translation>
    </message>
    <message>
        <source>caused by {0} · {1} v{2}</source>
        <translation>起因：{0} · {1} v{2}</translation>
    </message>
    <message>
        <source>caused by {0}, which is not in this log</source>
        <translation>起因：{0}（不在此日志中）</translation>
    </message>
    <message>
        <source>by {0}, with a command that is not in this journal</source>
        <translation>由 {0} 操作，其命令不在此命令日志中</translation>
    </message>
    <message>
        <source>by a command that is not in this journal</source>
        <translation>由不在此命令日志中的命令引起</translation>
    </message>
    <message>
        <source>Undo: {0}</source>
        <translation>撤销：{0}</translation>
    </message>
    <message>
        <source>{0} by the process {1}</source>
        <translation>{0}，由流程 {1} 发出</translation>
    </message>
    <message>
        <source>{0} by {1}</source>
        <translation>{0}，由 {1} 发出</translation>
    </message>
</context>
<context>
    <name>BlamePanel</name>
    <message>
        <source>Choose a field, or type its path, e.g. price.amount</source>
        <translation>选择字段，或输入其路径，例如 price.amount</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>The field asked about. The list holds fields that were removed.</source>
        <translation>要查询的字段。列表中是已被移除的字段。</translation>
    </message>
    <message>
        <source>Events that set the field, newest first</source>
        <translation>设置该字段的事件，最新的在前</translation>
    </message>
    <message>
        <source>Set by</source>
        <translation>设置者</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>Causation</name>
    <message>
        <source>Graph of causes</source>
        <translation>因果图</translation>
    </message>
    <message>
        <source>Lanes of streams</source>
        <translation>流的泳道</translation>
    </message>
    <message>
        <source>Not in this log</source>
        <translation>不在此日志中</translation>
    </message>
    <message>
        <source>A command not in this journal</source>
        <translation>不在此命令日志中的命令</translation>
    </message>
    <message>
        <source>by {0}</source>
        <translation>操作者：{0}</translation>
    </message>
    <message>
        <source>Something that is not in this log, with the id {0}</source>
        <translation>不在此日志中的内容，ID 为 {0}</translation>
    </message>
    <message>
        <source>Event {0}, {1} version {2}, position {3}</source>
        <translation>事件 {0}，{1} 版本 {2}，位置 {3}</translation>
    </message>
    <message>
        <source>Command {0} to {1}</source>
        <translation>命令 {0}，目标 {1}</translation>
    </message>
    <message>
        <source>Open a log to see what led to what.</source>
        <translation>打开日志以查看因果关系。</translation>
    </message>
    <message>
        <source>Select an event in the timeline to see what led to it.</source>
        <translation>在时间线中选择一个事件，以查看它的起因。</translation>
    </message>
</context>
<context>
    <name>CausationPane</name>
    <message>
        <source>Graph or lanes</source>
        <translation>因果图或泳道</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>因果图</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>泳道</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>放大（+）</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>缩小（−）</translation>
    </message>
    <message>
        <source>Fit into the pane (0)</source>
        <translation>适应窗格（0）</translation>
    </message>
    <message>
        <source>1 event: nothing else belongs together with it</source>
        <translation>1 个事件：没有其他相关内容</translation>
    </message>
    <message>
        <source>{0} events that belong together, in 1 stream</source>
        <translation>{0} 个相关事件，位于 1 个流中</translation>
    </message>
    <message>
        <source>{0} events that belong together, in {1} streams</source>
        <translation>{0} 个相关事件，位于 {1} 个流中</translation>
    </message>
</context>
<context>
    <name>CauseTree</name>
    <message>
        <source>Causes and consequences</source>
        <translation>起因与后果</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>Where, or by whom</source>
        <translation>位置或操作者</translation>
    </message>
</context>
<context>
    <name>ChangesList</name>
    <message>
        <source>Changes of this step</source>
        <translation>此步骤的变更</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>变更项</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>(whole)</source>
        <translation>（整体）</translation>
    </message>
    <message>
        <source>Double-click to see all of it.</source>
        <translation>双击可查看全部内容。</translation>
    </message>
</context>
<context>
    <name>CoachMark</name>
    <message>
        <source>Caption of the demo</source>
        <translation>演示字幕</translation>
    </message>
</context>
<context>
    <name>ColumnDialog</name>
    <message>
        <source>Add a column</source>
        <translation>添加列</translation>
    </message>
    <message>
        <source>A field of the payload or the metadata:</source>
        <translation>载荷或元数据的字段：</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>This is no field. Write it as total.amount, data.lines[0] or meta.actor.</source>
        <translation>这不是字段。请写成 total.amount、data.lines[0] 或 meta.actor 的形式。</translation>
    </message>
</context>
<context>
    <name>ColumnEdit</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>e.g. customer or total.amount</source>
        <translation>例如 customer 或 total.amount</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Open a log, or make a new one, to issue commands.</source>
        <translation>请打开或新建日志以发出命令。</translation>
    </message>
    <message>
        <source>The window shows the past: Preview tells what a command would have done at that moment. Return to now (Esc) to issue one.</source>
        <translation>窗口正在显示过去：“预览”会说明命令在那一刻会产生什么结果。要发出命令，请先回到现在（Esc）。</translation>
    </message>
    <message>
        <source>This log is open for reading only: commands cannot be issued.</source>
        <translation>此日志以只读方式打开，无法发出命令。</translation>
    </message>
    <message>
        <source>Issuing {0}</source>
        <translation>正在发出 {0}</translation>
    </message>
    <message>
        <source>Undoing</source>
        <translation>正在撤销</translation>
    </message>
    <message>
        <source>1 event</source>
        <translation>1 个事件</translation>
    </message>
    <message>
        <source>{0} events</source>
        <translation>{0} 个事件</translation>
    </message>
    <message>
        <source>Would record {0}. Nothing was written.</source>
        <translation>将记录 {0}。尚未写入任何内容。</translation>
    </message>
    <message>
        <source>Would change nothing.</source>
        <translation>不会有任何变更。</translation>
    </message>
    <message>
        <source>Succeeded: {0} recorded.</source>
        <translation>成功：已记录 {0}。</translation>
    </message>
    <message>
        <source>Succeeded: nothing had to change.</source>
        <translation>成功：无需变更。</translation>
    </message>
    <message>
        <source>Would be rejected: {0}</source>
        <translation>将被拒绝：{0}</translation>
    </message>
    <message>
        <source>Rejected: {0}</source>
        <translation>已拒绝：{0}</translation>
    </message>
    <message>
        <source>Parked: {0}</source>
        <translation>已搁置：{0}</translation>
    </message>
    <message>
        <source>Still {0}: the journal shows how it goes on.</source>
        <translation>仍为“{0}”：后续进展见命令日志。</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>未填写</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>optional, e.g. {0}</source>
        <translation>可选，例如 {0}</translation>
    </message>
    <message>
        <source>e.g. {0}</source>
        <translation>例如 {0}</translation>
    </message>
    <message>
        <source>Which one</source>
        <translation>具体对象</translation>
    </message>
</context>
<context>
    <name>CommandsComparison</name>
    <message>
        <source>Commands that end otherwise</source>
        <translation>结果不同的命令</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>流</translation>
    </message>
    <message>
        <source>On the trunk</source>
        <translation>主干上</translation>
    </message>
    <message>
        <source>On the branch</source>
        <translation>分支上</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>{0} commands were decided on the branch; {1} end otherwise.</source>
        <translation>在分支上决定了 {0} 条命令；其中 {1} 条结果不同。</translation>
    </message>
    <message>
        <source>{0} later events have no command in the journal and stay as recorded.</source>
        <translation>后续有 {0} 个事件在命令日志中没有对应的命令，保持原记录。</translation>
    </message>
    <message>
        <source>{0} commands that still wait in the journal were left out.</source>
        <translation>命令日志中仍在等待的 {0} 条命令未计入。</translation>
    </message>
    <message>
        <source>Recorded commands are not decided anew on this branch.</source>
        <translation>此分支不会重新决定已记录的命令。</translation>
    </message>
</context>
<context>
    <name>CommandsPane</name>
    <message>
        <source>Aggregate</source>
        <translation>聚合</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Say what would happen; nothing is written (Ctrl+Shift+Enter)</source>
        <translation>说明会发生什么；不写入任何内容（Ctrl+Shift+Enter）</translation>
    </message>
    <message>
        <source>Issue</source>
        <translation>发出</translation>
    </message>
    <message>
        <source>Issue the command (Ctrl+Enter)</source>
        <translation>发出命令（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take this command back by a new one</source>
        <translation>用一条新命令撤回此命令</translation>
    </message>
    <message>
        <source>Earlier commands</source>
        <translation>先前的命令</translation>
    </message>
    <message>
        <source>Earlier commands: edit one, or issue it again (Ctrl+H)</source>
        <translation>先前的命令：可编辑或再次发出（Ctrl+H）</translation>
    </message>
    <message>
        <source>Use {0}, the next free one</source>
        <translation>使用下一个空闲编号 {0}</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Trunk and branch compared</source>
        <translation>主干与分支的比较</translation>
    </message>
    <message>
        <source>States ({0})</source>
        <translation>状态（{0}）</translation>
    </message>
    <message>
        <source>Commands ({0})</source>
        <translation>命令（{0}）</translation>
    </message>
    <message>
        <source>Read models</source>
        <translation>读模型</translation>
    </message>
    <message>
        <source>Read models ({0})</source>
        <translation>读模型（{0}）</translation>
    </message>
    <message>
        <source>Edits ({0})</source>
        <translation>编辑（{0}）</translation>
    </message>
</context>
<context>
    <name>Demo</name>
    <message>
        <source>Making a log</source>
        <translation>正在创建日志</translation>
    </message>
    <message>
        <source>step by step</source>
        <translation>逐步</translation>
    </message>
    <message>
        <source>instant</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>the end; the log is yours to explore</source>
        <translation>演示结束；日志供您自由探索</translation>
    </message>
    <message>
        <source>step {0} of {1}</source>
        <translation>第 {0} 步，共 {1} 步</translation>
    </message>
    <message>
        <source>{0} on {1}</source>
        <translation>{1} 上的 {0}</translation>
    </message>
    <message>
        <source>{0} on {1} is rejected: {2}</source>
        <translation>{1} 上的 {0} 被拒绝：{2}</translation>
    </message>
    <message>
        <source>{0} submitted again with the same id: its outcome is known, nothing is recorded</source>
        <translation>{0} 以相同 ID 再次提交：结果已知，未记录任何内容</translation>
    </message>
    <message>
        <source>{0} on {1} undone</source>
        <translation>已撤销 {1} 上的 {0}</translation>
    </message>
    <message>
        <source>{0} rebuilt</source>
        <translation>{0} 已重建</translation>
    </message>
    <message>
        <source>A faulty release of {0} is in use</source>
        <translation>正在使用 {0} 的有缺陷版本</translation>
    </message>
    <message>
        <source>The repaired release of {0} is in use</source>
        <translation>正在使用 {0} 的修复版本</translation>
    </message>
    <message>
        <source>The parked event of {0} is applied</source>
        <translation>{0} 搁置的事件已应用</translation>
    </message>
    <message>
        <source>Paused: the window shows the past. Return to now (Esc) and play on.</source>
        <translation>已暂停：窗口正在显示过去。请回到现在（Esc）后继续播放。</translation>
    </message>
</context>
<context>
    <name>DemoBar</name>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Pause the demo</source>
        <translation>暂停演示</translation>
    </message>
    <message>
        <source>Play the demo</source>
        <translation>播放演示</translation>
    </message>
    <message>
        <source>Do the next step</source>
        <translation>执行下一步</translation>
    </message>
    <message>
        <source>Go on to the next caption</source>
        <translation>前往下一条字幕</translation>
    </message>
    <message>
        <source>Begin again on a fresh log</source>
        <translation>在新日志上重新开始</translation>
    </message>
    <message>
        <source>Speed of the demo</source>
        <translation>演示速度</translation>
    </message>
    <message>
        <source>How far the demo is</source>
        <translation>演示进度</translation>
    </message>
    <message>
        <source>End the demo and keep its log open</source>
        <translation>结束演示并保持日志打开</translation>
    </message>
</context>
<context>
    <name>DensityStrip</name>
    <message>
        <source>Events over time</source>
        <translation>事件随时间的分布</translation>
    </message>
    <message>
        <source>Show all times again</source>
        <translation>重新显示全部时间</translation>
    </message>
    <message>
        <source>Show all times again (Esc)</source>
        <translation>重新显示全部时间（Esc）</translation>
    </message>
    <message>
        <source>{0} events, {1}. Drag to select a range; arrow keys move and zoom.</source>
        <translation>{0} 个事件，{1}。拖动可选择范围；方向键可移动和缩放。</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>{0}: about {1}</source>
        <translation>{0}：约 {1}</translation>
    </message>
</context>
<context>
    <name>DetailView</name>
    <message>
        <source>What became of the command</source>
        <translation>命令的结果</translation>
    </message>
    <message>
        <source>What the command asked for</source>
        <translation>命令的内容</translation>
    </message>
    <message>
        <source>{0} on {1}</source>
        <translation>{1} 上的 {0}</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Copy as JSON Patch</source>
        <translation>复制为 JSON Patch</translation>
    </message>
    <message>
        <source>Who set this?</source>
        <translation>是谁设置的？</translation>
    </message>
    <message>
        <source>Who set this field?</source>
        <translation>这个字段是谁设置的？</translation>
    </message>
    <message>
        <source>Choose a field to see which events set it (B)</source>
        <translation>选择一个字段，查看是哪些事件设置了它（B）</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>DropSign</name>
    <message>
        <source>Drop to open {0}</source>
        <translation>松开以打开 {0}</translation>
    </message>
    <message>
        <source>Drop to import {0} into a new log</source>
        <translation>松开以将 {0} 导入新日志</translation>
    </message>
</context>
<context>
    <name>EditsList</name>
    <message>
        <source>Edits of this branch</source>
        <translation>此分支的编辑</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Take the selected edit back (Delete)</source>
        <translation>撤回所选编辑（Delete）</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>A closed account stays closed.</source>
        <translation>已关闭的账户保持关闭。</translation>
    </message>
    <message>
        <source>A column of the event holds a value of a wrong kind.</source>
        <translation>事件的某一列含有类型错误的值。</translation>
    </message>
    <message>
        <source>A command&apos;s data must be a JSON object.</source>
        <translation>命令的数据必须是 JSON 对象。</translation>
    </message>
    <message>
        <source>A confirmed order is binding.</source>
        <translation>已确认的订单具有约束力。</translation>
    </message>
    <message>
        <source>A discontinued product stays so.</source>
        <translation>已停售的产品保持停售。</translation>
    </message>
    <message>
        <source>A duplicate: the event id {0} {1}.</source>
        <translation>重复：事件 ID {0} {1}。</translation>
    </message>
    <message>
        <source>A member&apos;s name cannot be read: {0}.</source>
        <translation>无法读取成员名称：{0}。</translation>
    </message>
    <message>
        <source>A text in it is not valid UTF-8.</source>
        <translation>其中有文本不是有效的 UTF-8。</translation>
    </message>
    <message>
        <source>Add a line first.</source>
        <translation>请先添加一行。</translation>
    </message>
    <message>
        <source>Add it again.</source>
        <translation>请重新添加。</translation>
    </message>
    <message>
        <source>Add it, or write \{0} for the character itself within a quoted text.</source>
        <translation>请补上；若在引号文本中要表示该字符本身，请写 \{0}。</translation>
    </message>
    <message>
        <source>An empty order cannot be confirmed.</source>
        <translation>空订单无法确认。</translation>
    </message>
    <message>
        <source>An event id of this append to {0} is already in the log.</source>
        <translation>此次追加到 {0} 的某个事件 ID 已在日志中。</translation>
    </message>
    <message>
        <source>An order that is {0} cannot be {1}.</source>
        <translation>状态为“{0}”的订单不能变为“{1}”。</translation>
    </message>
    <message>
        <source>An order that was called off stays so.</source>
        <translation>已取消的订单保持取消。</translation>
    </message>
    <message>
        <source>Another import into {0} is running.</source>
        <translation>另一个向 {0} 的导入正在进行。</translation>
    </message>
    <message>
        <source>Another program has just begun to run it.</source>
        <translation>另一个程序刚刚开始运行它。</translation>
    </message>
    <message>
        <source>Ask for a later moment.</source>
        <translation>请查询更晚的时刻。</translation>
    </message>
    <message>
        <source>Ask for a later one.</source>
        <translation>请查询更晚的一个。</translation>
    </message>
    <message>
        <source>Ask for a version within them.</source>
        <translation>请查询其中的版本。</translation>
    </message>
    <message>
        <source>Cancel the order and pay the money back.</source>
        <translation>请取消订单并退款。</translation>
    </message>
    <message>
        <source>Cancel the order instead.</source>
        <translation>请改为取消订单。</translation>
    </message>
    <message>
        <source>Cancel the order: its stock is then released.</source>
        <translation>请取消订单：其库存随后会被释放。</translation>
    </message>
    <message>
        <source>Change it.</source>
        <translation>请更改它。</translation>
    </message>
    <message>
        <source>Change its permissions or work on a copy to write to it.</source>
        <translation>如需写入，请更改权限或使用副本。</translation>
    </message>
    <message>
        <source>Change its permissions.</source>
        <translation>请更改其权限。</translation>
    </message>
    <message>
        <source>Change its quantity instead.</source>
        <translation>请改为更改其数量。</translation>
    </message>
    <message>
        <source>Change the folder&apos;s permissions.</source>
        <translation>请更改文件夹的权限。</translation>
    </message>
    <message>
        <source>Check its name.</source>
        <translation>请检查名称。</translation>
    </message>
    <message>
        <source>Check that the folder exists and that you may read and write there.</source>
        <translation>请确认文件夹存在且您可读写。</translation>
    </message>
    <message>
        <source>Check that the folder may be written and has free space.</source>
        <translation>请确认文件夹可写且有可用空间。</translation>
    </message>
    <message>
        <source>Check that you may read it.</source>
        <translation>请确认您有读取权限。</translation>
    </message>
    <message>
        <source>Check the disk and its free space; the last committed state is kept.</source>
        <translation>请检查磁盘及可用空间；最后提交的状态已保留。</translation>
    </message>
    <message>
        <source>Choose a .eventlog file in it.</source>
        <translation>请选择其中的 .eventlog 文件。</translation>
    </message>
    <message>
        <source>Choose a file in it.</source>
        <translation>请选择其中的文件。</translation>
    </message>
    <message>
        <source>Choose a nearer one.</source>
        <translation>请选择更近的一个。</translation>
    </message>
    <message>
        <source>Choose a time that is still to come.</source>
        <translation>请选择尚未到来的时间。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Choose another key.</source>
        <translation>请选择其他键。</translation>
    </message>
    <message>
        <source>Choose another name, or open it.</source>
        <translation>请选择其他名称，或打开它。</translation>
    </message>
    <message>
        <source>Choose another number, or change the customer.</source>
        <translation>请选择其他编号，或更改该客户。</translation>
    </message>
    <message>
        <source>Choose another number.</source>
        <translation>请选择其他编号。</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>请选择其他位置。</translation>
    </message>
    <message>
        <source>Close the program that is writing to it, or wait until it has finished, and try again.</source>
        <translation>请关闭正在写入的程序，或等待其完成后重试。</translation>
    </message>
    <message>
        <source>Command {0} is {1}: it cannot be retried.</source>
        <translation>命令 {0} 的状态为 {1}：无法重试。</translation>
    </message>
    <message>
        <source>Compare it with = or !=, or put it in quotes if you mean a text.</source>
        <translation>请用 = 或 != 比较；若指文本，请加引号。</translation>
    </message>
    <message>
        <source>Complete the filter or take the surplus away.</source>
        <translation>请补全筛选条件或去掉多余部分。</translation>
    </message>
    <message>
        <source>Confirm and pay it first.</source>
        <translation>请先确认并付款。</translation>
    </message>
    <message>
        <source>Correct the values and issue it again. Nothing was written.</source>
        <translation>请改正各值后重新发出。未写入任何内容。</translation>
    </message>
    <message>
        <source>Delete it and add it anew.</source>
        <translation>请删除后重新添加。</translation>
    </message>
    <message>
        <source>Did you mean {0}?</source>
        <translation>您是指 {0} 吗？</translation>
    </message>
    <message>
        <source>Dispatch them, or discontinue the product.</source>
        <translation>请发货，或停售该产品。</translation>
    </message>
    <message>
        <source>Elements are nested more than {0} deep (line {1}).</source>
        <translation>元素嵌套超过 {0} 层（第 {1} 行）。</translation>
    </message>
    <message>
        <source>Event {0} cannot be read: {1}.</source>
        <translation>无法读取事件 {0}：{1}。</translation>
    </message>
    <message>
        <source>Event {0} is not in the log any more.</source>
        <translation>事件 {0} 已不在日志中。</translation>
    </message>
    <message>
        <source>Event {0} of {1} ({2}) is not what was recorded: its hash does not fit its content.</source>
        <translation>{1} 的事件 {0}（{2}）与记录不符：其哈希与内容不匹配。</translation>
    </message>
    <message>
        <source>Expected a closing {0} for the text that begins at {1}.</source>
        <translation>从 {1} 开始的文本缺少结束的 {0}。</translation>
    </message>
    <message>
        <source>Expected a comparison such as = after {0} at {1}.</source>
        <translation>在 {1} 处的 {0} 之后应有比较符，例如 =。</translation>
    </message>
    <message>
        <source>Expected a name after {0} at {1}.</source>
        <translation>在 {1} 处的 {0} 之后应有名称。</translation>
    </message>
    <message>
        <source>Expected {0} to compare {1} with, but {2} at {3} is none.</source>
        <translation>应使用 {0} 与 {1} 比较，但 {3} 处的 {2} 不是。</translation>
    </message>
    <message>
        <source>Export JSON lines instead.</source>
        <translation>请改为导出 JSON Lines。</translation>
    </message>
    <message>
        <source>Files that can be imported: JSON lines with one event a line (at least stream, type and data), OCEL 1.0 or 2.0 as JSON, and XES (also .xes.gz).</source>
        <translation>可导入的文件：每行一个事件的 JSON Lines（至少含 stream、type 和 data）、JSON 格式的 OCEL 1.0 或 2.0，以及 XES（含 .xes.gz）。</translation>
    </message>
    <message>
        <source>Free some space and try again. Nothing was half-written; all earlier work is safe.</source>
        <translation>请释放空间后重试。没有写了一半的内容；先前的工作均安全。</translation>
    </message>
    <message>
        <source>Free some space; nothing was left behind.</source>
        <translation>请释放空间；未留下任何残余。</translation>
    </message>
    <message>
        <source>From position {0} {1} can be read: {2}.</source>
        <translation>从位置 {0} 起 {1} 可读：{2}。</translation>
    </message>
    <message>
        <source>Give a number, e.g. 19.99.</source>
        <translation>请输入数字，例如 19.99。</translation>
    </message>
    <message>
        <source>Give a smaller number.</source>
        <translation>请输入更小的数字。</translation>
    </message>
    <message>
        <source>Give a whole number.</source>
        <translation>请输入整数。</translation>
    </message>
    <message>
        <source>Give each new event an id of its own.</source>
        <translation>请为每个新事件指定唯一的 ID。</translation>
    </message>
    <message>
        <source>Give the new command an id of its own; to repeat the old one, submit the same content.</source>
        <translation>请为新命令指定唯一的 ID；若要重复旧命令，请提交相同内容。</translation>
    </message>
    <message>
        <source>Give the price in {0}.</source>
        <translation>请以 {0} 给出价格。</translation>
    </message>
    <message>
        <source>Go on with =, &lt;, in, contains or ~, or write &quot;{0}&quot; to search for the word.</source>
        <translation>请继续输入 =、&lt;、in、contains 或 ~；或写 &quot;{0}&quot; 以搜索该词。</translation>
    </message>
    <message>
        <source>Import into a new log, or say that the events are to be appended (--append).</source>
        <translation>请导入到新日志，或指明要追加事件（--append）。</translation>
    </message>
    <message>
        <source>Issue the commands that take its events back one by one.</source>
        <translation>请逐条发出撤回其事件的命令。</translation>
    </message>
    <message>
        <source>It goes on when the log is opened again.</source>
        <translation>重新打开日志后会继续。</translation>
    </message>
    <message>
        <source>It is not UTF-8.</source>
        <translation>它不是 UTF-8。</translation>
    </message>
    <message>
        <source>It was begun {0} times and never finished.</source>
        <translation>它已开始 {0} 次，但从未完成。</translation>
    </message>
    <message>
        <source>It was not changed. Open it with the Eventscope that wrote it and export its events.</source>
        <translation>它未被更改。请用写入它的 Eventscope 打开并导出事件。</translation>
    </message>
    <message>
        <source>It would never run.</source>
        <translation>它永远不会运行。</translation>
    </message>
    <message>
        <source>Its columns: {0}.</source>
        <translation>其列：{0}。</translation>
    </message>
    <message>
        <source>Its story has ended.</source>
        <translation>它的流程已结束。</translation>
    </message>
    <message>
        <source>Keep a line below {0} {1}.</source>
        <translation>每行请保持在 {0} {1} 以内。</translation>
    </message>
    <message>
        <source>Known are: {0}.</source>
        <translation>已知的有：{0}。</translation>
    </message>
    <message>
        <source>List it anew under another number.</source>
        <translation>请以其他编号重新上架。</translation>
    </message>
    <message>
        <source>List the product first.</source>
        <translation>请先上架该产品。</translation>
    </message>
    <message>
        <source>Look at its runs.</source>
        <translation>请查看其运行记录。</translation>
    </message>
    <message>
        <source>Look at the list again.</source>
        <translation>请再次查看列表。</translation>
    </message>
    <message>
        <source>Look for a shorter way to what you want to compare.</source>
        <translation>请用更短的路径指向要比较的内容。</translation>
    </message>
    <message>
        <source>Look it up in the journal.</source>
        <translation>请在命令日志中查找。</translation>
    </message>
    <message>
        <source>Make a new log under another name, or delete the empty file.</source>
        <translation>请以其他名称新建日志，或删除该空文件。</translation>
    </message>
    <message>
        <source>Mend its cause, or skip it.</source>
        <translation>请修复其原因，或略过它。</translation>
    </message>
    <message>
        <source>Mend the cause, then retry it from the journal.</source>
        <translation>请修复原因，然后在命令日志中重试。</translation>
    </message>
    <message>
        <source>Money was received.</source>
        <translation>款项已收到。</translation>
    </message>
    <message>
        <source>Name a file in it.</source>
        <translation>请指定其中的文件。</translation>
    </message>
    <message>
        <source>No XES log needs that; check the file.</source>
        <translation>XES 日志不需要这样；请检查该文件。</translation>
    </message>
    <message>
        <source>No command can be decided here until a domain that knows the event is installed.</source>
        <translation>在安装认识该事件的领域之前，此处无法决定任何命令。</translation>
    </message>
    <message>
        <source>No domain here knows the category {0}.</source>
        <translation>这里没有领域认识类别 {0}。</translation>
    </message>
    <message>
        <source>No domain here knows the event type {0} of {1}.</source>
        <translation>这里没有领域认识 {1} 的事件类型 {0}。</translation>
    </message>
    <message>
        <source>No permission to reach {0}.</source>
        <translation>没有访问 {0} 的权限。</translation>
    </message>
    <message>
        <source>No permission to read {0}.</source>
        <translation>没有读取 {0} 的权限。</translation>
    </message>
    <message>
        <source>No permission to write in {0}.</source>
        <translation>没有在 {0} 中写入的权限。</translation>
    </message>
    <message>
        <source>No permission to write {0}.</source>
        <translation>没有写入 {0} 的权限。</translation>
    </message>
    <message>
        <source>No upcaster leads from schema version {0} of {1}.</source>
        <translation>{1} 的模式版本 {0} 没有升级器。</translation>
    </message>
    <message>
        <source>No {0} is as large as {1}.</source>
        <translation>没有 {0} 会大到 {1}。</translation>
    </message>
    <message>
        <source>Nothing can be read: {0}.</source>
        <translation>无法读取任何内容：{0}。</translation>
    </message>
    <message>
        <source>Nothing is left to undo.</source>
        <translation>没有可撤销的内容。</translation>
    </message>
    <message>
        <source>Nothing more can be read from here: {0}.</source>
        <translation>从此处起无法再读取：{0}。</translation>
    </message>
    <message>
        <source>Nothing more can be read: {0}.</source>
        <translation>无法再读取：{0}。</translation>
    </message>
    <message>
        <source>Nothing of it can be changed any more.</source>
        <translation>它已无法再更改。</translation>
    </message>
    <message>
        <source>Nothing of it was kept.</source>
        <translation>未保留其任何内容。</translation>
    </message>
    <message>
        <source>Nothing of {0} is set aside for {1}.</source>
        <translation>没有为 {1} 预留 {0}。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>未作任何更改。</translation>
    </message>
    <message>
        <source>One event a line is expected, with at least stream, type and data. Nothing was changed.</source>
        <translation>应为每行一个事件，至少含 stream、type 和 data。未作任何更改。</translation>
    </message>
    <message>
        <source>Only a confirmed order can be paid.</source>
        <translation>只有已确认的订单可以付款。</translation>
    </message>
    <message>
        <source>Only an open order can be changed.</source>
        <translation>只有未结订单可以更改。</translation>
    </message>
    <message>
        <source>Only an open order can be confirmed.</source>
        <translation>只有未结订单可以确认。</translation>
    </message>
    <message>
        <source>Only commands that succeeded can be undone.</source>
        <translation>只有成功的命令可以撤销。</translation>
    </message>
    <message>
        <source>Only parked and failed commands can.</source>
        <translation>只有已搁置和失败的命令可以。</translation>
    </message>
    <message>
        <source>Open a .eventlog file, or bring another format in with File &gt; Import.</source>
        <translation>请打开 .eventlog 文件，或通过“文件 &gt; 导入”引入其他格式。</translation>
    </message>
    <message>
        <source>Open it once with write permission; a backup copy is made.</source>
        <translation>请以写权限打开一次；会创建备份副本。</translation>
    </message>
    <message>
        <source>Open it read-only, change its permissions, or work on a copy.</source>
        <translation>请以只读方式打开、更改权限，或使用副本。</translation>
    </message>
    <message>
        <source>Open it with a newer Eventscope. It was not changed.</source>
        <translation>请用更新版本的 Eventscope 打开。它未被更改。</translation>
    </message>
    <message>
        <source>Open it with write permission.</source>
        <translation>请以写权限打开。</translation>
    </message>
    <message>
        <source>Open it; or export its events as JSON lines first and import those.</source>
        <translation>请打开它；或先将事件导出为 JSON Lines 再导入。</translation>
    </message>
    <message>
        <source>Open the log with a newer Eventscope or a newer domain.</source>
        <translation>请用更新版本的 Eventscope 或领域打开日志。</translation>
    </message>
    <message>
        <source>Parentheses are nested more than {0} deep at {1}.</source>
        <translation>{1} 处括号嵌套超过 {0} 层。</translation>
    </message>
    <message>
        <source>Pay {0}.</source>
        <translation>请支付 {0}。</translation>
    </message>
    <message>
        <source>Place a new order.</source>
        <translation>请下新订单。</translation>
    </message>
    <message>
        <source>Place the order first.</source>
        <translation>请先下订单。</translation>
    </message>
    <message>
        <source>Position {0} does not come after position {1}.</source>
        <translation>位置 {0} 不在位置 {1} 之后。</translation>
    </message>
    <message>
        <source>Position {0} is missing: an event was removed.</source>
        <translation>缺少位置 {0}：有事件被移除。</translation>
    </message>
    <message>
        <source>Position {0} is read twice.</source>
        <translation>位置 {0} 被读取两次。</translation>
    </message>
    <message>
        <source>Positions {0} to {1} are missing: events were removed.</source>
        <translation>缺少位置 {0} 至 {1}：有事件被移除。</translation>
    </message>
    <message>
        <source>Read it again and decide on its present state.</source>
        <translation>请重新读取，并根据其当前状态决定。</translation>
    </message>
    <message>
        <source>Receive it as stock when it comes back.</source>
        <translation>退回后请作为库存入库。</translation>
    </message>
    <message>
        <source>Receive stock first, or order fewer.</source>
        <translation>请先入库，或减少订购数量。</translation>
    </message>
    <message>
        <source>Receive them as stock when they come back.</source>
        <translation>退回后请作为库存入库。</translation>
    </message>
    <message>
        <source>Register the customer first.</source>
        <translation>请先登记该客户。</translation>
    </message>
    <message>
        <source>Register the customer under a new number.</source>
        <translation>请以新编号登记该客户。</translation>
    </message>
    <message>
        <source>Release them first.</source>
        <translation>请先释放它们。</translation>
    </message>
    <message>
        <source>Remove the &lt;!DOCTYPE ...&gt; at its beginning, if you trust the file, and import it again.</source>
        <translation>若您信任该文件，请删除开头的 &lt;!DOCTYPE ...&gt; 后重新导入。</translation>
    </message>
    <message>
        <source>Reserve stock for it first.</source>
        <translation>请先为其预留库存。</translation>
    </message>
    <message>
        <source>Restore it from a backup.</source>
        <translation>请从备份恢复。</translation>
    </message>
    <message>
        <source>Resume it, or rebuild again: it goes on from where it is.</source>
        <translation>请继续，或重新重建：它会从当前位置继续。</translation>
    </message>
    <message>
        <source>Run `eventscope verify` on it; nothing was imported.</source>
        <translation>请对其运行 `eventscope verify`；未导入任何内容。</translation>
    </message>
    <message>
        <source>Save it as OCEL 2.0 JSON (.jsonocel) and import that.</source>
        <translation>请另存为 OCEL 2.0 JSON（.jsonocel）后导入。</translation>
    </message>
    <message>
        <source>Save it as UTF-8 and import that.</source>
        <translation>请另存为 UTF-8 后导入。</translation>
    </message>
    <message>
        <source>Search for a part of it.</source>
        <translation>请搜索其中一部分。</translation>
    </message>
    <message>
        <source>Search for less at once.</source>
        <translation>请一次少搜索一些。</translation>
    </message>
    <message>
        <source>Skip it.</source>
        <translation>请略过它。</translation>
    </message>
    <message>
        <source>Start a rebuild first.</source>
        <translation>请先开始重建。</translation>
    </message>
    <message>
        <source>Submit it first.</source>
        <translation>请先提交它。</translation>
    </message>
    <message>
        <source>That moment has passed.</source>
        <translation>该时刻已过。</translation>
    </message>
    <message>
        <source>That moment is out of reach.</source>
        <translation>该时刻超出范围。</translation>
    </message>
    <message>
        <source>The account has been closed since.</source>
        <translation>该账户此后已关闭。</translation>
    </message>
    <message>
        <source>The columns correlation_id and command_id do not say what the metadata say.</source>
        <translation>correlation_id 与 command_id 列与元数据不一致。</translation>
    </message>
    <message>
        <source>The command id {0} already stands for {1} on {2} with other content.</source>
        <translation>命令 ID {0} 已代表 {2} 上内容不同的 {1}。</translation>
    </message>
    <message>
        <source>The disk is full: {0} could not be written.</source>
        <translation>磁盘已满：无法写入 {0}。</translation>
    </message>
    <message>
        <source>No permission for {0}.</source>
        <translation>没有 {0} 的权限。</translation>
    </message>
    <message>
        <source>A decider must not look at clocks, random numbers or the order of sets.</source>
        <translation>决策器不得依赖时钟、随机数或集合的顺序。</translation>
    </message>
    <message>
        <source>A note about a field needs the field&apos;s path, and no other note has one.</source>
        <translation>字段笔记需要该字段的路径，其他笔记则不能有路径。</translation>
    </message>
    <message>
        <source>A payload must be a JSON object.</source>
        <translation>载荷必须是 JSON 对象。</translation>
    </message>
    <message>
        <source>A row of {0} is told by {1} values, not {2}.</source>
        <translation>{0} 的行由 {1} 个值标识，而不是 {2} 个。</translation>
    </message>
    <message>
        <source>A value of the type {0} cannot be written as source.</source>
        <translation>类型 {0} 的值无法写成源代码。</translation>
    </message>
    <message>
        <source>An event cannot come after itself.</source>
        <translation>事件不能排在自己之后。</translation>
    </message>
    <message>
        <source>An event needs a type.</source>
        <translation>事件需要有类型。</translation>
    </message>
    <message>
        <source>As of position {0}: {1} later events are left out.</source>
        <translation>截至位置 {0}：略去了之后的 {1} 个事件。</translation>
    </message>
    <message>
        <source>Ask for the state without it.</source>
        <translation>请查询不含它的状态。</translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <translation>请检查其权限。</translation>
    </message>
    <message>
        <source>Choose a file that was saved from a branch.</source>
        <translation>请选择由分支保存的文件。</translation>
    </message>
    <message>
        <source>Choose a later moment.</source>
        <translation>请选择更晚的时刻。</translation>
    </message>
    <message>
        <source>Choose a later position.</source>
        <translation>请选择更后的位置。</translation>
    </message>
    <message>
        <source>Choose a later time, or a position.</source>
        <translation>请选择更晚的时间，或选择一个位置。</translation>
    </message>
    <message>
        <source>Choose a version from 1 on.</source>
        <translation>请选择从 1 开始的版本。</translation>
    </message>
    <message>
        <source>Choose a version within them.</source>
        <translation>请在其中选择一个版本。</translation>
    </message>
    <message>
        <source>Choose an earlier version, or minimise the history first.</source>
        <translation>请选择更早的版本，或先精简历史。</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>请选择其他文件。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请选择其他名称。</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>请另选一个。</translation>
    </message>
    <message>
        <source>Define it at the module&apos;s top level.</source>
        <translation>请在模块顶层定义它。</translation>
    </message>
    <message>
        <source>Drop events one by one.</source>
        <translation>请逐个删去事件。</translation>
    </message>
    <message>
        <source>Export the events that matter to a log of their own, and minimise them there.</source>
        <translation>请将相关事件导出为单独的日志，在那里精简。</translation>
    </message>
    <message>
        <source>Fields are {0} and {1}.</source>
        <translation>字段有 {0} 和 {1}。</translation>
    </message>
    <message>
        <source>Functions are changed(after.&lt;path&gt;) and exists(&lt;field&gt;).</source>
        <translation>函数有 changed(after.&lt;path&gt;) 和 exists(&lt;field&gt;)。</translation>
    </message>
    <message>
        <source>Give add, remove or replace, with a path.</source>
        <translation>请给出 add、remove 或 replace，并带上路径。</translation>
    </message>
    <message>
        <source>Give an event&apos;s position, or its whole id.</source>
        <translation>请给出事件的位置或完整 ID。</translation>
    </message>
    <message>
        <source>Give the key as the row shows it.</source>
        <translation>请按行中所示给出键。</translation>
    </message>
    <message>
        <source>Give {0}, in this order.</source>
        <translation>请依次给出 {0}。</translation>
    </message>
    <message>
        <source>Install its domain, or skip the event.</source>
        <translation>请安装其领域，或略过该事件。</translation>
    </message>
    <message>
        <source>It was dropped, or comes after the branch point: branch from a later position to edit it.</source>
        <translation>它已被删去，或位于分支点之后：要编辑它，请从更后的位置建立分支。</translation>
    </message>
    <message>
        <source>Look again when there are some.</source>
        <translation>等有了事件后再查看。</translation>
    </message>
    <message>
        <source>Look at a later version.</source>
        <translation>请查看更后的版本。</translation>
    </message>
    <message>
        <source>Mend the decider.</source>
        <translation>请修复决策器。</translation>
    </message>
    <message>
        <source>Mend the payload, or take the edit back.</source>
        <translation>请修正载荷，或撤回该编辑。</translation>
    </message>
    <message>
        <source>Name one, e.g. PriceChanged.</source>
        <translation>请给出一个类型，例如 PriceChanged。</translation>
    </message>
    <message>
        <source>No domain here has a process manager {0}.</source>
        <translation>这里没有领域含有流程管理器 {0}。</translation>
    </message>
    <message>
        <source>No domain knows this stream: the test is of its payloads, merged.</source>
        <translation>没有领域认识此流：测试针对其合并后的载荷。</translation>
    </message>
    <message>
        <source>No event ever touched the row {0} of {1}.</source>
        <translation>没有事件触及过 {1} 的行 {0}。</translation>
    </message>
    <message>
        <source>Note a version within them.</source>
        <translation>请在其中的版本上写笔记。</translation>
    </message>
    <message>
        <source>Nothing had been recorded at that time yet.</source>
        <translation>那时还没有任何记录。</translation>
    </message>
    <message>
        <source>Only 1 of {0} is available; {1} wanted.</source>
        <translation>{0} 仅有 1 件可用，需要 {1} 件。</translation>
    </message>
    <message>
        <source>Only structs, JSON values, decimals, ids and times can.</source>
        <translation>只有结构体、JSON 值、十进制数、ID 和时间可以。</translation>
    </message>
    <message>
        <source>Only {0} of {1} are available; {2} wanted.</source>
        <translation>{1} 仅有 {0} 件可用，需要 {2} 件。</translation>
    </message>
    <message>
        <source>Open it with a newer Eventscope.</source>
        <translation>请用更新版本的 Eventscope 打开。</translation>
    </message>
    <message>
        <source>Open the log that it was made of.</source>
        <translation>请打开建立该分支时所用的日志。</translation>
    </message>
    <message>
        <source>Open the log with write permission to remove it.</source>
        <translation>请以写权限打开日志后再移除它。</translation>
    </message>
    <message>
        <source>Paths are JSON Pointers, e.g. /status.</source>
        <translation>路径是 JSON Pointer，例如 /status。</translation>
    </message>
    <message>
        <source>Process managers issue command after command on this branch, {0} in a row.</source>
        <translation>流程管理器在此分支上接连不断地发出命令，已连续 {0} 条。</translation>
    </message>
    <message>
        <source>Recorded was {0}; the code of today decides what is expected here.</source>
        <translation>原记录为 {0}；此处的期望结果由当前代码决定。</translation>
    </message>
    <message>
        <source>Run `eventscope verify` on the log.</source>
        <translation>请对该日志运行 `eventscope verify`。</translation>
    </message>
    <message>
        <source>Say which state is meant, or write &quot;{0}&quot; to search for the word in events.</source>
        <translation>请指明是哪个状态；若要在事件中搜索该词，请写 &quot;{0}&quot;。</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>请缩短它。</translation>
    </message>
    <message>
        <source>Start at a version within them.</source>
        <translation>请从其中的版本开始。</translation>
    </message>
    <message>
        <source>Take the edit back that led here.</source>
        <translation>请撤回导致此结果的编辑。</translation>
    </message>
    <message>
        <source>Take the edit back.</source>
        <translation>请撤回该编辑。</translation>
    </message>
    <message>
        <source>Take the last edit back.</source>
        <translation>请撤回上一次编辑。</translation>
    </message>
    <message>
        <source>Texts are masked by pseudonyms.</source>
        <translation>文本已替换为化名。</translation>
    </message>
    <message>
        <source>The condition holds at no event of this history.</source>
        <translation>在此历史中，没有事件使该条件成立。</translation>
    </message>
    <message>
        <source>The disk reports an error while reading or writing {0}.</source>
        <translation>读写 {0} 时磁盘报告错误。</translation>
    </message>
    <message>
        <source>The domain {0} ({1}) is no Domain but {2}.</source>
        <translation>领域 {0}（{1}）不是 Domain，而是 {2}。</translation>
    </message>
    <message>
        <source>The domain {0} claims {1}, which {2} has already.</source>
        <translation>领域 {0} 声明了 {1}，但它已属于 {2}。</translation>
    </message>
    <message>
        <source>The event id {0} is already in the log, at position {1}, with other content.</source>
        <translation>事件 ID {0} 已在日志的位置 {1}，但内容不同。</translation>
    </message>
    <message>
        <source>The event is kept and shown as recorded.</source>
        <translation>该事件予以保留并按记录显示。</translation>
    </message>
    <message>
        <source>The event type {0} is there twice.</source>
        <translation>事件类型 {0} 出现两次。</translation>
    </message>
    <message>
        <source>The event&apos;s stream ({0}) does not exist.</source>
        <translation>事件的流（{0}）不存在。</translation>
    </message>
    <message>
        <source>The event&apos;s type ({0}) does not exist.</source>
        <translation>事件的类型（{0}）不存在。</translation>
    </message>
    <message>
        <source>The event&apos;s type is empty.</source>
        <translation>事件的类型为空。</translation>
    </message>
    <message>
        <source>The event&apos;s {0} {1}.</source>
        <translation>事件的 {0} {1}。</translation>
    </message>
    <message>
        <source>The file breaks off.</source>
        <translation>文件中断。</translation>
    </message>
    <message>
        <source>The file holds no events. What else it says is kept in the log&apos;s facts.</source>
        <translation>该文件不含事件。其余内容保留在日志的附加信息中。</translation>
    </message>
    <message>
        <source>The filter has more than {0} conditions.</source>
        <translation>筛选条件超过 {0} 个。</translation>
    </message>
    <message>
        <source>The filter has {0} characters; at most {1} are read.</source>
        <translation>筛选条件有 {0} 个字符；最多读取 {1} 个。</translation>
    </message>
    <message>
        <source>The filter holds an unusable character at {0}.</source>
        <translation>筛选条件在 {0} 处含有无法使用的字符。</translation>
    </message>
    <message>
        <source>The goods are on the shelf.</source>
        <translation>货物已上架。</translation>
    </message>
    <message>
        <source>The goods have left the house.</source>
        <translation>货物已出库。</translation>
    </message>
    <message>
        <source>The id {0} stands at position {1} too.</source>
        <translation>ID {0} 也位于位置 {1}。</translation>
    </message>
    <message>
        <source>The interval must be between one second and a year.</source>
        <translation>间隔须在一秒到一年之间。</translation>
    </message>
    <message>
        <source>The line has no {0}.</source>
        <translation>该行没有 {0}。</translation>
    </message>
    <message>
        <source>The line is not UTF-8 (byte {0}).</source>
        <translation>该行不是 UTF-8（第 {0} 字节）。</translation>
    </message>
    <message>
        <source>The line is not a JSON object: {0}.</source>
        <translation>该行不是 JSON 对象：{0}。</translation>
    </message>
    <message>
        <source>The line names {0} twice.</source>
        <translation>该行两次出现 {0}。</translation>
    </message>
    <message>
        <source>The live read model was not touched. Mend the cause and rebuild again, or skip the event where it is parked.</source>
        <translation>线上读模型未被触动。请修复原因后重新重建，或在搁置处略过该事件。</translation>
    </message>
    <message>
        <source>The log already holds events.</source>
        <translation>日志中已有事件。</translation>
    </message>
    <message>
        <source>The log&apos;s streams table does not agree with its events ({0}).</source>
        <translation>日志的流表与其事件不一致（{0}）。</translation>
    </message>
    <message>
        <source>The name of event type {0} is not valid text.</source>
        <translation>事件类型 {0} 的名称不是有效文本。</translation>
    </message>
    <message>
        <source>The name of stream {0} is not Category/key: {1}.</source>
        <translation>流 {0} 的名称不符合“类别/键”：{1}。</translation>
    </message>
    <message>
        <source>The note is empty.</source>
        <translation>笔记为空。</translation>
    </message>
    <message>
        <source>The note is longer than {0} characters.</source>
        <translation>笔记超过 {0} 个字符。</translation>
    </message>
    <message>
        <source>The note {0} is kept in the log, which is open for reading only.</source>
        <translation>笔记 {0} 保存在日志中，而该日志以只读方式打开。</translation>
    </message>
    <message>
        <source>The object has no id.</source>
        <translation>该对象没有 ID。</translation>
    </message>
    <message>
        <source>The order is {0}; its lines are settled.</source>
        <translation>订单状态为“{0}”；其明细已确定。</translation>
    </message>
    <message>
        <source>The parcel is on its way.</source>
        <translation>包裹已在途中。</translation>
    </message>
    <message>
        <source>The path at {0} has more than {1} steps.</source>
        <translation>{0} 处的路径超过 {1} 级。</translation>
    </message>
    <message>
        <source>The payload does not decode as {0}: {1}.</source>
        <translation>载荷无法解码为 {0}：{1}。</translation>
    </message>
    <message>
        <source>The payload has schema version {0} of {1}; this program knows up to {2}.</source>
        <translation>载荷的模式版本为 {1} 的 {0}；本程序最高支持 {2}。</translation>
    </message>
    <message>
        <source>The process manager {0} cannot handle {1}: {2}.</source>
        <translation>流程管理器 {0} 无法处理 {1}：{2}。</translation>
    </message>
    <message>
        <source>The products on it are: {0}.</source>
        <translation>其中的产品有：{0}。</translation>
    </message>
    <message>
        <source>The program that rebuilt it has ended. Resume the rebuild, or cancel it.</source>
        <translation>执行重建的程序已结束。请继续重建，或取消它。</translation>
    </message>
    <message>
        <source>The quantity has been changed again since, to {0}.</source>
        <translation>数量此后又被改为 {0}。</translation>
    </message>
    <message>
        <source>The rebuild of {0} was interrupted: the program is being closed.</source>
        <translation>{0} 的重建被中断：程序正在关闭。</translation>
    </message>
    <message>
        <source>The rebuild of {0} was paused by somebody else.</source>
        <translation>{0} 的重建已被他人暂停。</translation>
    </message>
    <message>
        <source>The recorded text is kept and can be read in the event&apos;s detail.</source>
        <translation>记录的文本予以保留，可在事件详情中阅读。</translation>
    </message>
    <message>
        <source>The stock for {0} is not set aside any more.</source>
        <translation>为 {0} 预留的库存已不存在。</translation>
    </message>
    <message>
        <source>The stream&apos;s category and key are not those of its name.</source>
        <translation>流的类别和键与其名称不符。</translation>
    </message>
    <message>
        <source>The table of {0} is gone from the cache.</source>
        <translation>缓存中缺少 {0} 的表。</translation>
    </message>
    <message>
        <source>The text at {0} has {1} characters, more than {2}.</source>
        <translation>{0} 处的文本有 {1} 个字符，超过 {2}。</translation>
    </message>
    <message>
        <source>The total is {0}, not {1}.</source>
        <translation>总额为 {0}，而非 {1}。</translation>
    </message>
    <message>
        <source>The {0} has been changed again since, to {1}.</source>
        <translation>{0} 此后又被改为 {1}。</translation>
    </message>
    <message>
        <source>The {0} was cancelled.</source>
        <translation>{0} 已取消。</translation>
    </message>
    <message>
        <source>The {0} {1} is missing.</source>
        <translation>缺少 {0} {1}。</translation>
    </message>
    <message>
        <source>There are no events to make a test of.</source>
        <translation>没有可用于生成测试的事件。</translation>
    </message>
    <message>
        <source>There are no streams of the category {0}.</source>
        <translation>没有类别为 {0} 的流。</translation>
    </message>
    <message>
        <source>There are: {0}.</source>
        <translation>现有：{0}。</translation>
    </message>
    <message>
        <source>There is more text after the document&apos;s end.</source>
        <translation>文档结尾之后还有文本。</translation>
    </message>
    <message>
        <source>There is no command {0} in the journal.</source>
        <translation>命令日志中没有命令 {0}。</translation>
    </message>
    <message>
        <source>There is no condition yet.</source>
        <translation>还没有条件。</translation>
    </message>
    <message>
        <source>There is no event at position {0}.</source>
        <translation>位置 {0} 没有事件。</translation>
    </message>
    <message>
        <source>There is no event up to position {0}: the first is at {1}.</source>
        <translation>到位置 {0} 为止没有事件：第一个位于 {1}。</translation>
    </message>
    <message>
        <source>There is no event with the id {0}.</source>
        <translation>没有 ID 为 {0} 的事件。</translation>
    </message>
    <message>
        <source>There is no event {0} in this log.</source>
        <translation>此日志中没有事件 {0}。</translation>
    </message>
    <message>
        <source>There is no file at {0}.</source>
        <translation>{0} 处没有文件。</translation>
    </message>
    <message>
        <source>There is no log at {0}.</source>
        <translation>{0} 处没有日志。</translation>
    </message>
    <message>
        <source>There is no note {0}.</source>
        <translation>没有笔记 {0}。</translation>
    </message>
    <message>
        <source>There is no projection {0}.</source>
        <translation>没有投影 {0}。</translation>
    </message>
    <message>
        <source>There is no query {0}.</source>
        <translation>没有查询 {0}。</translation>
    </message>
    <message>
        <source>There is no read model {0}.</source>
        <translation>没有读模型 {0}。</translation>
    </message>
    <message>
        <source>There is no stream {0}.</source>
        <translation>没有流 {0}。</translation>
    </message>
    <message>
        <source>There is no such order.</source>
        <translation>没有这样的订单。</translation>
    </message>
    <message>
        <source>There is no such product.</source>
        <translation>没有这样的产品。</translation>
    </message>
    <message>
        <source>There is no version {0}.</source>
        <translation>没有版本 {0}。</translation>
    </message>
    <message>
        <source>There is no {0} in {1} on this branch.</source>
        <translation>此分支的 {1} 中没有 {0}。</translation>
    </message>
    <message>
        <source>There never was anything at {0}.</source>
        <translation>{0} 处从未有过任何内容。</translation>
    </message>
    <message>
        <source>These are no edits: {0}.</source>
        <translation>这不是编辑列表：{0}。</translation>
    </message>
    <message>
        <source>This branch was made of another log than {0}.</source>
        <translation>此分支不是由 {0} 建立的，而是由另一个日志。</translation>
    </message>
    <message>
        <source>This correlation has {0} events; the {1} around this one are shown.</source>
        <translation>此关联有 {0} 个事件；显示此事件前后的 {1} 个。</translation>
    </message>
    <message>
        <source>This correlation has {0} or more events; the {1} around this one are shown.</source>
        <translation>此关联有 {0} 个以上的事件；显示此事件前后的 {1} 个。</translation>
    </message>
    <message>
        <source>This customer is not registered.</source>
        <translation>该客户未登记。</translation>
    </message>
    <message>
        <source>This customer number is taken, by {0}.</source>
        <translation>该客户编号已被 {0} 占用。</translation>
    </message>
    <message>
        <source>This customer&apos;s account is closed.</source>
        <translation>该客户的账户已关闭。</translation>
    </message>
    <message>
        <source>This event has no correlation id. What followed from it was looked for by its causation id, in the next {0} events of the log.</source>
        <translation>此事件没有关联 ID。已按因果 ID 在日志接下来的 {0} 个事件中查找其后果。</translation>
    </message>
    <message>
        <source>This event is not parked any more.</source>
        <translation>该事件已不再搁置。</translation>
    </message>
    <message>
        <source>This event names neither a correlation nor a cause, as imported events often do.</source>
        <translation>此事件既无关联也无起因，导入的事件常常如此。</translation>
    </message>
    <message>
        <source>This is a branch of the format {0}; this program knows {1}.</source>
        <translation>这是格式 {0} 的分支；本程序认识的格式是 {1}。</translation>
    </message>
    <message>
        <source>This is no branch: {0}.</source>
        <translation>这不是分支：{0}。</translation>
    </message>
    <message>
        <source>This is no note: {0}.</source>
        <translation>这不是笔记：{0}。</translation>
    </message>
    <message>
        <source>This is not parked any more.</source>
        <translation>它已不再处于搁置状态。</translation>
    </message>
    <message>
        <source>This is not readable JSON: {0}.</source>
        <translation>这不是可读的 JSON：{0}。</translation>
    </message>
    <message>
        <source>This log has no events yet.</source>
        <translation>此日志还没有事件。</translation>
    </message>
    <message>
        <source>This order is in {0}, not in {1}.</source>
        <translation>此订单以 {0} 计价，而非 {1}。</translation>
    </message>
    <message>
        <source>This order number is taken, by {0}.</source>
        <translation>该订单编号已被 {0} 占用。</translation>
    </message>
    <message>
        <source>This product number is taken, by {0}.</source>
        <translation>该产品编号已被 {0} 占用。</translation>
    </message>
    <message>
        <source>This schedule cannot be read: {0}.</source>
        <translation>无法读取此计划：{0}。</translation>
    </message>
    <message>
        <source>This schedule is not there any more.</source>
        <translation>此计划已不存在。</translation>
    </message>
    <message>
        <source>This schedule&apos;s times cannot be read: {0}.</source>
        <translation>无法读取此计划的时间：{0}。</translation>
    </message>
    <message>
        <source>This schedule&apos;s trigger cannot be read: {0}.</source>
        <translation>无法读取此计划的触发条件：{0}。</translation>
    </message>
    <message>
        <source>Too many events belong together here ({0}) to tell all that came of one.</source>
        <translation>此处相互关联的事件过多（{0}），无法判断某一个事件引起的全部后果。</translation>
    </message>
    <message>
        <source>Try it with run until: it says where a condition comes to hold.</source>
        <translation>请用“运行到”试一试：它会指出条件在哪里成立。</translation>
    </message>
    <message>
        <source>Two domains claim the category {0}.</source>
        <translation>两个领域都声明了类别 {0}。</translation>
    </message>
    <message>
        <source>Two runs on the same state gave two answers.</source>
        <translation>在相同状态上运行两次，得到了两个结果。</translation>
    </message>
    <message>
        <source>Type the text anew instead of pasting it.</source>
        <translation>请重新输入文本，而不是粘贴。</translation>
    </message>
    <message>
        <source>Undo the later change first, or set it anew.</source>
        <translation>请先撤销较晚的更改，或重新设置。</translation>
    </message>
    <message>
        <source>Undo the later change first.</source>
        <translation>请先撤销较晚的更改。</translation>
    </message>
    <message>
        <source>Unknown field {0} at {1}.</source>
        <translation>{1} 处的字段 {0} 未知。</translation>
    </message>
    <message>
        <source>Up to version {0} no event set {1}.</source>
        <translation>到版本 {0} 为止，没有事件设置过 {1}。</translation>
    </message>
    <message>
        <source>Version {0} does not continue {1}, which is at version {2} in the log.</source>
        <translation>版本 {0} 无法接续 {1}，后者在日志中为版本 {2}。</translation>
    </message>
    <message>
        <source>Version {0} of {1} does not come after version {2}.</source>
        <translation>{1} 的版本 {0} 不在版本 {2} 之后。</translation>
    </message>
    <message>
        <source>Version {0} of {1} is missing.</source>
        <translation>缺少 {1} 的版本 {0}。</translation>
    </message>
    <message>
        <source>Version {0} of {1} stands after a later version.</source>
        <translation>{1} 的版本 {0} 位于更晚的版本之后。</translation>
    </message>
    <message>
        <source>Version {0} of {1} {2}.</source>
        <translation>{1} 的版本 {0} {2}。</translation>
    </message>
    <message>
        <source>Versions count from 1.</source>
        <translation>版本从 1 开始计数。</translation>
    </message>
    <message>
        <source>Versions {0} to {1} of {2} are missing.</source>
        <translation>缺少 {2} 的版本 {0} 至 {1}。</translation>
    </message>
    <message>
        <source>Wait until it has finished, or choose another name.</source>
        <translation>请等待其完成，或选择其他名称。</translation>
    </message>
    <message>
        <source>Wait until it has finished.</source>
        <translation>请等待其完成。</translation>
    </message>
    <message>
        <source>Wait until it is.</source>
        <translation>请等待其就绪。</translation>
    </message>
    <message>
        <source>Wait until the running work has finished and try again.</source>
        <translation>请等待当前任务完成后重试。</translation>
    </message>
    <message>
        <source>Write != for not equal, or not before a condition.</source>
        <translation>不等于请写 !=，或在条件前写 not。</translation>
    </message>
    <message>
        <source>Write column=value, e.g. status=open or total&gt;100.</source>
        <translation>请写 列=值，例如 status=open 或 total&gt;100。</translation>
    </message>
    <message>
        <source>Write digits: 42.</source>
        <translation>请写数字：42。</translation>
    </message>
    <message>
        <source>Write for example after.status = paid, or changed(after.total).</source>
        <translation>例如写 after.status = paid，或 changed(after.total)。</translation>
    </message>
    <message>
        <source>Write for example changed(after.status).</source>
        <translation>例如写 changed(after.status)。</translation>
    </message>
    <message>
        <source>Write for example {0}.total, or quote the word to search for it as text.</source>
        <translation>例如写 {0}.total；若要按文本搜索，请给该词加引号。</translation>
    </message>
    <message>
        <source>Write it as Category/key, e.g. Order/O-1001.</source>
        <translation>请写成 类别/键，例如 Order/O-1001。</translation>
    </message>
    <message>
        <source>Write it as Category/key.</source>
        <translation>请写成“类别/键”的形式。</translation>
    </message>
    <message>
        <source>Write it in full, or search for a part with contains.</source>
        <translation>请写完整，或用 contains 搜索其中一部分。</translation>
    </message>
    <message>
        <source>Write it like /lines/P-1/quantity, with a leading slash.</source>
        <translation>请写成 /lines/P-1/quantity 的形式，以斜杠开头。</translation>
    </message>
    <message>
        <source>Write it like 03:30.</source>
        <translation>请写成 03:30 的形式。</translation>
    </message>
    <message>
        <source>Write its events as JSON lines: one object a line, no brackets.</source>
        <translation>请将事件写成 JSON Lines：每行一个对象，不加方括号。</translation>
    </message>
    <message>
        <source>Write something, or set a bookmark.</source>
        <translation>请写点内容，或设为书签。</translation>
    </message>
    <message>
        <source>Write the filter with fewer parentheses.</source>
        <translation>请减少筛选条件中的括号。</translation>
    </message>
    <message>
        <source>{0} What can still be read was checked.</source>
        <translation>{0} 已检查仍可读取的部分。</translation>
    </message>
    <message>
        <source>{0} already exists.</source>
        <translation>{0} 已存在。</translation>
    </message>
    <message>
        <source>{0} already has version {1} (it is at {2}).</source>
        <translation>{0} 已有版本 {1}（当前为 {2}）。</translation>
    </message>
    <message>
        <source>{0} at {1} is more than this shop can bill.</source>
        <translation>{0} × {1} 超出本店可计价的上限。</translation>
    </message>
    <message>
        <source>{0} at {1} is neither more nor less than anything.</source>
        <translation>{1} 处的 {0} 无法比较大小。</translation>
    </message>
    <message>
        <source>{0} at {1} is no part of the state: it cannot change.</source>
        <translation>{1} 处的 {0} 不是状态的一部分：它不会变更。</translation>
    </message>
    <message>
        <source>{0} at {1} means nothing by itself.</source>
        <translation>{1} 处的 {0} 单独没有意义。</translation>
    </message>
    <message>
        <source>{0} at {1} needs a path into it.</source>
        <translation>{1} 处的 {0} 需要内部路径。</translation>
    </message>
    <message>
        <source>{0} at {1} searches texts, but {2} is a {3}.</source>
        <translation>{1} 处的 {0} 用于搜索文本，但 {2} 是 {3}。</translation>
    </message>
    <message>
        <source>{0} at {1}.</source>
        <translation>{0}，位于 {1}。</translation>
    </message>
    <message>
        <source>{0} calls itself an event log but has no table {1}.</source>
        <translation>{0} 自称事件日志，但没有表 {1}。</translation>
    </message>
    <message>
        <source>{0} can only be read.</source>
        <translation>{0} 只能读取。</translation>
    </message>
    <message>
        <source>{0} cannot be opened.</source>
        <translation>无法打开 {0}。</translation>
    </message>
    <message>
        <source>{0} cannot be read to the end: {1}.</source>
        <translation>{0} 无法读到结尾：{1}。</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}.</source>
        <translation>无法读取 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} cannot be unpacked: {1}.</source>
        <translation>无法解压 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}.</source>
        <translation>无法写入 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} events are too many for a test; {1} are the most.</source>
        <translation>{0} 个事件对一个测试来说太多；最多 {1} 个。</translation>
    </message>
    <message>
        <source>{0} had no events yet at that moment.</source>
        <translation>{0} 在那一刻还没有事件。</translation>
    </message>
    <message>
        <source>{0} has a DOCTYPE, which an XES log does not need and which can hide harm.</source>
        <translation>{0} 含有 DOCTYPE；XES 日志不需要它，且可能暗藏危害。</translation>
    </message>
    <message>
        <source>{0} has been discontinued since.</source>
        <translation>{0} 此后已停售。</translation>
    </message>
    <message>
        <source>{0} has been taken off since.</source>
        <translation>{0} 此后已被移除。</translation>
    </message>
    <message>
        <source>{0} has no column {1}.</source>
        <translation>{0} 没有列 {1}。</translation>
    </message>
    <message>
        <source>{0} has no command {1}.</source>
        <translation>{0} 没有命令 {1}。</translation>
    </message>
    <message>
        <source>{0} has no event type {1}.</source>
        <translation>{0} 没有事件类型 {1}。</translation>
    </message>
    <message>
        <source>{0} has no events up to version {1}.</source>
        <translation>{0} 在版本 {1} 之前没有事件。</translation>
    </message>
    <message>
        <source>{0} has schema version {1}, from which no way leads to {2}.</source>
        <translation>{0} 的模式版本为 {1}，无法升级到 {2}。</translation>
    </message>
    <message>
        <source>{0} has schema version {1}; this program knows up to {2}.</source>
        <translation>{0} 的模式版本为 {1}；本程序最高支持 {2}。</translation>
    </message>
    <message>
        <source>{0} has the older schema version {1} and must be migrated first.</source>
        <translation>{0} 的模式版本 {1} 较旧，需先迁移。</translation>
    </message>
    <message>
        <source>{0} has versions 1 to {1}; there is no version {2}.</source>
        <translation>{0} 有版本 1 至 {1}；没有版本 {2}。</translation>
    </message>
    <message>
        <source>{0} has {1} events; a history of at most {2} can be minimised.</source>
        <translation>{0} 有 {1} 个事件；最多可精简含 {2} 个事件的历史。</translation>
    </message>
    <message>
        <source>{0} holds no events.</source>
        <translation>{0} 不含事件。</translation>
    </message>
    <message>
        <source>{0} is OCEL as XML, which is not supported yet.</source>
        <translation>{0} 是 XML 格式的 OCEL，尚不支持。</translation>
    </message>
    <message>
        <source>{0} is UTF-16 text.</source>
        <translation>{0} 是 UTF-16 文本。</translation>
    </message>
    <message>
        <source>{0} is XML, but no XES log (its root is {1}).</source>
        <translation>{0} 是 XML，但不是 XES 日志（根元素为 {1}）。</translation>
    </message>
    <message>
        <source>{0} is a CSV export, which leaves out what an import needs to be exact.</source>
        <translation>{0} 是 CSV 导出文件，缺少精确导入所需的信息。</translation>
    </message>
    <message>
        <source>{0} is a branch of another log than {1}.</source>
        <translation>{0} 是另一个日志的分支，不属于 {1}。</translation>
    </message>
    <message>
        <source>{0} is a folder.</source>
        <translation>{0} 是文件夹。</translation>
    </message>
    <message>
        <source>{0} is a number, {1} is not.</source>
        <translation>{0} 是数字，{1} 不是。</translation>
    </message>
    <message>
        <source>{0} is a whole number, {1} is not.</source>
        <translation>{0} 是整数，{1} 不是。</translation>
    </message>
    <message>
        <source>{0} is an SQLite database, but not an event log.</source>
        <translation>{0} 是 SQLite 数据库，但不是事件日志。</translation>
    </message>
    <message>
        <source>{0} is an SQLite database. OCEL in SQLite is not supported yet.</source>
        <translation>{0} 是 SQLite 数据库。尚不支持 SQLite 格式的 OCEL。</translation>
    </message>
    <message>
        <source>{0} is an event log already.</source>
        <translation>{0} 已经是事件日志。</translation>
    </message>
    <message>
        <source>{0} is at version {1}, not at {2} as expected.</source>
        <translation>{0} 的版本为 {1}，而非预期的 {2}。</translation>
    </message>
    <message>
        <source>{0} is being built anew, with other columns.</source>
        <translation>{0} 正以不同的列重新构建。</translation>
    </message>
    <message>
        <source>{0} is being built anew.</source>
        <translation>{0} 正在重新构建。</translation>
    </message>
    <message>
        <source>{0} is damaged: SQLite finds broken pages.</source>
        <translation>{0} 已损坏：SQLite 发现坏页。</translation>
    </message>
    <message>
        <source>{0} is discontinued.</source>
        <translation>{0} 已停售。</translation>
    </message>
    <message>
        <source>{0} is empty.</source>
        <translation>{0} 为空。</translation>
    </message>
    <message>
        <source>{0} is kept as version {1} with {2} events up to position {3}, but has {4} events up to version {5} and position {6}.</source>
        <translation>{0} 登记为版本 {1}，到位置 {3} 有 {2} 个事件，但实际到版本 {5}、位置 {6} 有 {4} 个事件。</translation>
    </message>
    <message>
        <source>{0} is locked by another connection.</source>
        <translation>{0} 被另一个连接锁定。</translation>
    </message>
    <message>
        <source>{0} is locked by another program.</source>
        <translation>{0} 被另一个程序锁定。</translation>
    </message>
    <message>
        <source>{0} is no JSON Pointer.</source>
        <translation>{0} 不是 JSON Pointer。</translation>
    </message>
    <message>
        <source>{0} is no change.</source>
        <translation>{0} 不是变更操作。</translation>
    </message>
    <message>
        <source>{0} is no condition.</source>
        <translation>{0} 不是条件。</translation>
    </message>
    <message>
        <source>{0} is no cron expression: {1}.</source>
        <translation>{0} 不是 cron 表达式：{1}。</translation>
    </message>
    <message>
        <source>{0} is no event log that is known here.</source>
        <translation>{0} 不是此处已知的事件日志。</translation>
    </message>
    <message>
        <source>{0} is no time of day.</source>
        <translation>{0} 不是时刻。</translation>
    </message>
    <message>
        <source>{0} is no whole number.</source>
        <translation>{0} 不是整数。</translation>
    </message>
    <message>
        <source>{0} is not a JSON object.</source>
        <translation>{0} 不是 JSON 对象。</translation>
    </message>
    <message>
        <source>{0} is not a text: {1}.</source>
        <translation>{0} 不是文本：{1}。</translation>
    </message>
    <message>
        <source>{0} is not a whole number from 1 on: {1}.</source>
        <translation>{0} 不是从 1 开始的整数：{1}。</translation>
    </message>
    <message>
        <source>{0} is not an event log: it is no SQLite database.</source>
        <translation>{0} 不是事件日志：它不是 SQLite 数据库。</translation>
    </message>
    <message>
        <source>{0} is not being rebuilt.</source>
        <translation>{0} 未在重建。</translation>
    </message>
    <message>
        <source>{0} is not built yet.</source>
        <translation>{0} 尚未构建。</translation>
    </message>
    <message>
        <source>{0} is not on this order.</source>
        <translation>{0} 不在此订单中。</translation>
    </message>
    <message>
        <source>{0} is not the name of a stream.</source>
        <translation>{0} 不是流的名称。</translation>
    </message>
    <message>
        <source>{0} is on the order again.</source>
        <translation>{0} 已重新在订单中。</translation>
    </message>
    <message>
        <source>{0} is on this order already.</source>
        <translation>{0} 已在此订单中。</translation>
    </message>
    <message>
        <source>{0} is one JSON array.</source>
        <translation>{0} 是单个 JSON 数组。</translation>
    </message>
    <message>
        <source>{0} is open for reading only.</source>
        <translation>{0} 以只读方式打开。</translation>
    </message>
    <message>
        <source>{0} is there twice.</source>
        <translation>{0} 出现两次。</translation>
    </message>
    <message>
        <source>{0} names nothing that is parked.</source>
        <translation>{0} 不对应任何搁置的内容。</translation>
    </message>
    <message>
        <source>{0} no time that can be read; the time of the event before was taken.</source>
        <translation>{0} 没有可读的时间；已采用前一事件的时间。</translation>
    </message>
    <message>
        <source>{0} of {1} are already set aside for {2}.</source>
        <translation>已为 {2} 预留 {0} 件 {1}。</translation>
    </message>
    <message>
        <source>{0} on {1} changed nothing, so there is nothing to undo.</source>
        <translation>{1} 上的 {0} 未作更改，因此无可撤销。</translation>
    </message>
    <message>
        <source>{0} on {1} is {2}: there is nothing to undo.</source>
        <translation>{1} 上的 {0} 状态为 {2}：无可撤销。</translation>
    </message>
    <message>
        <source>{0} on {1} recorded {2} events; only a command with one event can be undone.</source>
        <translation>{1} 上的 {0} 记录了 {2} 个事件；只有单事件命令可以撤销。</translation>
    </message>
    <message>
        <source>{0} up to version {1}, from its recorded history.</source>
        <translation>{0} 截至版本 {1}，取自其记录的历史。</translation>
    </message>
    <message>
        <source>{0} version {1}, which it is about, is not in this log.</source>
        <translation>它所指的 {0} 版本 {1} 不在此日志中。</translation>
    </message>
    <message>
        <source>{0}.{1} cannot be imported by that name.</source>
        <translation>{0}.{1} 无法以该名称导入。</translation>
    </message>
    <message>
        <source>{0}: {1}.</source>
        <translation>{0}：{1}。</translation>
    </message>
    <message>
        <source>2 to 12 letters, digits, blanks or hyphens</source>
        <translation>2 至 12 个字母、数字、空格或连字符</translation>
    </message>
    <message>
        <source>A customer&apos;s number</source>
        <translation>客户编号</translation>
    </message>
    <message>
        <source>A product&apos;s number</source>
        <translation>产品编号</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>An address like name@example.org</source>
        <translation>形如 name@example.org 的地址</translation>
    </message>
    <message>
        <source>An amount like 19.99</source>
        <translation>形如 19.99 的金额</translation>
    </message>
    <message>
        <source>An order&apos;s number</source>
        <translation>订单编号</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>Calls the order off at the customer&apos;s wish.</source>
        <translation>应客户要求取消订单。</translation>
    </message>
    <message>
        <source>Carrier</source>
        <translation>承运商</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Changed at</source>
        <translation>更改时间</translation>
    </message>
    <message>
        <source>Changes how many of a product are wanted.</source>
        <translation>更改某产品的订购数量。</translation>
    </message>
    <message>
        <source>Changes the price for orders to come.</source>
        <translation>更改今后订单的价格。</translation>
    </message>
    <message>
        <source>Changes what the product is called.</source>
        <translation>更改产品名称。</translation>
    </message>
    <message>
        <source>Changes where the customer gets mail.</source>
        <translation>更改客户的电子邮箱。</translation>
    </message>
    <message>
        <source>Changes where the customer gets parcels.</source>
        <translation>更改客户的收货地址。</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Closes the customer&apos;s account for good.</source>
        <translation>永久关闭客户的账户。</translation>
    </message>
    <message>
        <source>Corrects or changes the customer&apos;s name.</source>
        <translation>更正或更改客户姓名。</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Customer card</source>
        <translation>客户卡片</translation>
    </message>
    <message>
        <source>Customer orders</source>
        <translation>客户的订单</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Event statistics</source>
        <translation>事件统计</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件数</translation>
    </message>
    <message>
        <source>Hands the order to a carrier.</source>
        <translation>将订单交付承运商。</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>明细行</translation>
    </message>
    <message>
        <source>Makes the order binding: fulfilment begins.</source>
        <translation>使订单生效：开始履约。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>On hand</source>
        <translation>现有库存</translation>
    </message>
    <message>
        <source>Opens an order for a customer.</source>
        <translation>为客户开立订单。</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Order lines</source>
        <translation>订单明细</translation>
    </message>
    <message>
        <source>Order owners</source>
        <translation>订单的归属</translation>
    </message>
    <message>
        <source>Order summary</source>
        <translation>订单汇总</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单数</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>Placed at</source>
        <translation>下单时间</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>邮政编码</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Puts a product into the catalogue.</source>
        <translation>将产品加入目录。</translation>
    </message>
    <message>
        <source>Puts a product on the order.</source>
        <translation>将产品加入订单。</translation>
    </message>
    <message>
        <source>Puts back what was set aside for an order.</source>
        <translation>放回为订单预留的库存。</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Records the payment of the whole total.</source>
        <translation>记录全额付款。</translation>
    </message>
    <message>
        <source>Registered at</source>
        <translation>登记时间</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>已预留</translation>
    </message>
    <message>
        <source>Sales by day</source>
        <translation>每日销售</translation>
    </message>
    <message>
        <source>Sends off what was set aside for an order.</source>
        <translation>发出为订单预留的货物。</translation>
    </message>
    <message>
        <source>Sets pieces aside for an order.</source>
        <translation>为订单预留货物。</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>库存</translation>
    </message>
    <message>
        <source>Stock by product</source>
        <translation>产品库存</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>Street and number</source>
        <translation>街道与门牌号</translation>
    </message>
    <message>
        <source>Takes a delivery onto the shelf.</source>
        <translation>将到货入库。</translation>
    </message>
    <message>
        <source>Takes a new customer into the books.</source>
        <translation>登记新客户。</translation>
    </message>
    <message>
        <source>Takes a product off the order.</source>
        <translation>从订单中移除产品。</translation>
    </message>
    <message>
        <source>Takes the product out of the catalogue.</source>
        <translation>将产品从目录中移除。</translation>
    </message>
    <message>
        <source>The carrier&apos;s number</source>
        <translation>承运商单号</translation>
    </message>
    <message>
        <source>The customer&apos;s full name</source>
        <translation>客户全名</translation>
    </message>
    <message>
        <source>Three capital letters (ISO 4217)</source>
        <translation>三个大写字母（ISO 4217）</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>Touched at</source>
        <translation>触及位置</translation>
    </message>
    <message>
        <source>Town or city</source>
        <translation>城镇或城市</translation>
    </message>
    <message>
        <source>Tracking number</source>
        <translation>运单号</translation>
    </message>
    <message>
        <source>Turns the order down from the shop&apos;s side.</source>
        <translation>由商店拒绝订单。</translation>
    </message>
    <message>
        <source>Two capital letters (ISO 3166)</source>
        <translation>两个大写字母（ISO 3166）</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>What the shelf says</source>
        <translation>货架标签</translation>
    </message>
    <message>
        <source>Who carries it</source>
        <translation>承运方</translation>
    </message>
    <message>
        <source>Whole pieces, 0 or more</source>
        <translation>整件数，0 或以上</translation>
    </message>
    <message>
        <source>Whole pieces, 1 or more</source>
        <translation>整件数，1 或以上</translation>
    </message>
    <message>
        <source>Why, in a few words</source>
        <translation>简述原因</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>for {0} in {1}</source>
        <translation>客户 {0}，以 {1} 计价</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未结</translation>
    </message>
    <message>
        <source>paid</source>
        <translation>已付款</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>shipped</source>
        <translation>已发货</translation>
    </message>
    <message>
        <source>{0} at {1}, {2} in stock</source>
        <translation>{0}，单价 {1}，库存 {2}</translation>
    </message>
    <message>
        <source>{0} for {1}</source>
        <translation>{0} 件，订单 {1}</translation>
    </message>
    <message>
        <source>{0} × {1} at {2}</source>
        <translation>{0} × {1}，单价 {2}</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>The whole error</source>
        <translation>完整错误</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>Event</name>
    <message>
        <source>Select an event in the timeline to see it whole.</source>
        <translation>在时间线中选择一个事件以查看其全部内容。</translation>
    </message>
    <message>
        <source>This event is missing in the log. `eventscope verify` says what else is.</source>
        <translation>日志中缺少此事件。`eventscope verify` 会列出其他缺失。</translation>
    </message>
    <message>
        <source>Its text is shown as it was recorded; `eventscope verify` says whether the log is damaged.</source>
        <translation>按记录原样显示其文本；`eventscope verify` 会指出日志是否损坏。</translation>
    </message>
    <message>
        <source>This is not readable JSON: {0}.</source>
        <translation>这不是可读的 JSON：{0}。</translation>
    </message>
</context>
<context>
    <name>EventHeader</name>
    <message>
        <source>Which event this is</source>
        <translation>这是哪个事件</translation>
    </message>
    <message>
        <source>What this event belongs to</source>
        <translation>此事件的归属</translation>
    </message>
    <message>
        <source>The event before in this stream</source>
        <translation>此流的上一个事件</translation>
    </message>
    <message>
        <source>The event before in this stream (Alt+Up)</source>
        <translation>此流的上一个事件（Alt+Up）</translation>
    </message>
    <message>
        <source>The next event in this stream</source>
        <translation>此流的下一个事件</translation>
    </message>
    <message>
        <source>The next event in this stream (Alt+Down)</source>
        <translation>此流的下一个事件（Alt+Down）</translation>
    </message>
    <message>
        <source>of {0}</source>
        <translation>/ {0}</translation>
    </message>
    <message>
        <source>by {0}</source>
        <translation>操作者：{0}</translation>
    </message>
    <message>
        <source>position {0}</source>
        <translation>位置 {0}</translation>
    </message>
    <message>
        <source>correlation</source>
        <translation>关联</translation>
    </message>
    <message>
        <source>cause</source>
        <translation>起因</translation>
    </message>
    <message>
        <source>command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>stream in timeline</source>
        <translation>时间线中的流</translation>
    </message>
</context>
<context>
    <name>EventPane</name>
    <message>
        <source>Still to come at the moment that the window shows</source>
        <translation>在窗口所显示的时刻尚未发生</translation>
    </message>
    <message>
        <source>Event as a tree</source>
        <translation>事件（树形）</translation>
    </message>
    <message>
        <source>Event as recorded</source>
        <translation>事件（原始记录）</translation>
    </message>
    <message>
        <source>Event as tree or text</source>
        <translation>以树形或文本显示事件</translation>
    </message>
    <message>
        <source>Copy the event as JSON</source>
        <translation>将事件复制为 JSON</translation>
    </message>
    <message>
        <source>Rewind everything to here</source>
        <translation>全部回放到此处</translation>
    </message>
    <message>
        <source>Rewind everything to here: show every pane as of this event</source>
        <translation>全部回放到此处：让所有窗格显示此事件时的状态</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>树形</translation>
    </message>
    <message>
        <source>As recorded</source>
        <translation>原始记录</translation>
    </message>
    <message>
        <source>Write a note on this event…</source>
        <translation>为此事件写笔记…</translation>
    </message>
    <message>
        <source>Show causes and consequences</source>
        <translation>显示起因与后果</translation>
    </message>
    <message>
        <source>Filter by this value</source>
        <translation>按此值筛选</translation>
    </message>
    <message>
        <source>Exclude this value</source>
        <translation>排除此值</translation>
    </message>
    <message>
        <source>Add as column</source>
        <translation>添加为列</translation>
    </message>
    <message>
        <source>({0} more bytes are not shown here.)</source>
        <translation>（此处未显示另外 {0} 字节。）</translation>
    </message>
</context>
<context>
    <name>EventsTable</name>
    <message>
        <source>Events of the branched stream</source>
        <translation>分支流的事件</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>Open a log to make tests of its histories.</source>
        <translation>打开日志，以便从其历史生成测试。</translation>
    </message>
    <message>
        <source>Right-click an event in the timeline and choose “Make a test of it”, or rewind a stream and choose Edit &gt; Make a test of the history.</source>
        <translation>在时间线中右键单击事件并选择“从中生成测试”，或者回放一个流并选择“编辑 &gt; 从历史生成测试”。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Saved. Run it with: pytest {0}</source>
        <translation>已保存。运行方式：pytest {0}</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>{0} of {1} events are enough; {2} attempts.</source>
        <translation>{1} 个事件中只需 {0} 个；共尝试 {2} 次。</translation>
    </message>
</context>
<context>
    <name>EvidencePane</name>
    <message>
        <source>Condition that must still come to hold</source>
        <translation>仍须成立的条件</translation>
    </message>
    <message>
        <source>Shrink until only what leads to this is left</source>
        <translation>精简到只剩导致此条件成立的事件</translation>
    </message>
    <message>
        <source>A condition as for run until, e.g. after.status = shipped</source>
        <translation>与“运行到”相同的条件，例如 after.status = shipped</translation>
    </message>
    <message>
        <source>Minimise</source>
        <translation>精简</translation>
    </message>
    <message>
        <source>Find the fewest events for which the condition still comes to hold</source>
        <translation>找出使条件仍能成立的最少事件</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Whole history</source>
        <translation>完整历史</translation>
    </message>
    <message>
        <source>Mask texts</source>
        <translation>文本脱敏</translation>
    </message>
    <message>
        <source>Names and ids become pseudonyms; numbers, times and codes stay</source>
        <translation>姓名和 ID 替换为化名；数字、时间和代码不变</translation>
    </message>
    <message>
        <source>Copy as pytest</source>
        <translation>复制为 pytest</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Source of the test</source>
        <translation>测试源代码</translation>
    </message>
    <message>
        <source>Events that are enough</source>
        <translation>所需的事件</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Save the test</source>
        <translation>保存测试</translation>
    </message>
    <message>
        <source>Python (*.py)</source>
        <translation>Python (*.py)</translation>
    </message>
    <message>
        <source>{0} up to version {1}</source>
        <translation>{0} 截至版本 {1}</translation>
    </message>
    <message>
        <source>{0}, shrunk</source>
        <translation>{0}，已精简</translation>
    </message>
    <message>
        <source>{0} attempts, {1} events left</source>
        <translation>已尝试 {0} 次，剩余 {1} 个事件</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Event logs (*.eventlog);;All files (*)</source>
        <translation>事件日志 (*.eventlog);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Logs to import (*.jsonl *.json *.jsonocel *.ocel *.xes *.gz);;All files (*)</source>
        <translation>可导入的日志 (*.jsonl *.json *.jsonocel *.ocel *.xes *.gz);;所有文件 (*)</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl);;CSV (*.csv)</source>
        <translation>JSON Lines (*.jsonl);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>New log</source>
        <translation>新建日志</translation>
    </message>
    <message>
        <source>Open log</source>
        <translation>打开日志</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import into a new log</source>
        <translation>导入到新日志</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Opening {0}</source>
        <translation>正在打开 {0}</translation>
    </message>
    <message>
        <source>Importing {0}</source>
        <translation>正在导入 {0}</translation>
    </message>
    <message>
        <source>Exporting to {0}</source>
        <translation>正在导出到 {0}</translation>
    </message>
    <message>
        <source>{0} events in {1} streams imported.</source>
        <translation>已导入 {1} 个流中的 {0} 个事件。</translation>
    </message>
    <message>
        <source>{0} lines could not be imported; the rest was. The first is line {1}: {2}</source>
        <translation>有 {0} 行无法导入，其余均已导入。第一处在第 {1} 行：{2}</translation>
    </message>
    <message>
        <source>Mend the lines in the source and import it again into another log.</source>
        <translation>请修正源文件中的这些行，然后重新导入到另一个日志。</translation>
    </message>
    <message>
        <source>{0} events exported.</source>
        <translation>已导出 {0} 个事件。</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter, e.g. type = OrderPlaced and data.quantity &gt; 2</source>
        <translation>筛选，例如 type = OrderPlaced and data.quantity &gt; 2</translation>
    </message>
    <message>
        <source>Recent filters</source>
        <translation>最近的筛选条件</translation>
    </message>
    <message>
        <source>Follow new events</source>
        <translation>跟随新事件</translation>
    </message>
    <message>
        <source>Follow new events (F)</source>
        <translation>跟随新事件（F）</translation>
    </message>
    <message>
        <source>A filter has at most {0} characters: what was more than that has been left out.</source>
        <translation>筛选条件最多 {0} 个字符：超出部分已略去。</translation>
    </message>
    <message>
        <source>Filters that you use appear here</source>
        <translation>您用过的筛选条件会显示在这里</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Go to this pane</source>
        <translation>转到此窗格</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Fields of the command</source>
        <translation>命令的字段</translation>
    </message>
</context>
<context>
    <name>GoTo</name>
    <message>
        <source>“{0}” is no position, time or stream.</source>
        <translation>“{0}” 不是位置、时间或流。</translation>
    </message>
    <message>
        <source>A position (1204), a time (yesterday 14:34:12, -2h) or a stream (Order/O-1001):</source>
        <translation>位置（1204）、时间（昨天 14:34:12、-2h）或流（Order/O-1001）：</translation>
    </message>
    <message>
        <source>A position (1204) or a time (yesterday 14:34:12, 14:34, -2h, 2026-11-23 14:34):</source>
        <translation>位置（1204）或时间（昨天 14:34:12、14:34、-2h、2026-11-23 14:34）：</translation>
    </message>
    <message>
        <source>Write 1204, yesterday 14:34:12, -2h or Order/O-1001.</source>
        <translation>请写成 1204、昨天 14:34:12、-2h 或 Order/O-1001 的形式。</translation>
    </message>
    <message>
        <source>No event was recorded at {0} or later.</source>
        <translation>{0} 及之后没有记录事件。</translation>
    </message>
    <message>
        <source>Choose an earlier time.</source>
        <translation>请选择更早的时间。</translation>
    </message>
    <message>
        <source>“{0}” is no position and no time.</source>
        <translation>“{0}”既不是位置，也不是时间。</translation>
    </message>
    <message>
        <source>Write 1204, yesterday 14:34:12, 14:34, -2h or 2026-11-23 14:34.</source>
        <translation>请写成 1204、昨天 14:34:12、14:34、-2h 或 2026-11-23 14:34 的形式。</translation>
    </message>
</context>
<context>
    <name>HeaderMenu</name>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Add a column…</source>
        <translation>添加列…</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>移除 {0}</translation>
    </message>
</context>
<context>
    <name>Heading</name>
    <message>
        <source>inferred</source>
        <translation>推断</translation>
    </message>
    <message>
        <source>No domain knows this stream: its payloads are merged. The real state may differ.</source>
        <translation>没有领域认识此流：其载荷被合并显示。真实状态可能不同。</translation>
    </message>
    <message>
        <source>Show this version&apos;s event</source>
        <translation>显示此版本的事件</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>略去它</translation>
    </message>
    <message>
        <source>Leave events that cannot be read out of the state</source>
        <translation>从状态中略去无法读取的事件</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help – Eventscope</source>
        <translation>帮助 – Eventscope</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面列表</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>Helping</name>
    <message>
        <source>To a pane; in it, puts it away</source>
        <translation>切换到窗格；在该窗格中则将其收起</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>Commands issued on this log</source>
        <translation>在此日志上发出的命令</translation>
    </message>
    <message>
        <source>Filter the commands</source>
        <translation>筛选命令</translation>
    </message>
    <message>
        <source>Part of a command, target or value</source>
        <translation>命令、目标或值的一部分</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>发出时间</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Reading the journal …</source>
        <translation>正在读取命令日志…</translation>
    </message>
    <message>
        <source>Issue again</source>
        <translation>再次发出</translation>
    </message>
    <message>
        <source>Fill into the form</source>
        <translation>填入表单</translation>
    </message>
    <message>
        <source>No command was issued by hand yet.</source>
        <translation>还没有手动发出过命令。</translation>
    </message>
</context>
<context>
    <name>HitsModel</name>
    <message>
        <source>Stream</source>
        <translation>流</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>变为</translation>
    </message>
    <message>
        <source>true</source>
        <translation>真</translation>
    </message>
    <message>
        <source>false</source>
        <translation>假</translation>
    </message>
</context>
<context>
    <name>HitsTable</name>
    <message>
        <source>Transitions</source>
        <translation>转变</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>Open a log to see its journal.</source>
        <translation>打开日志以查看其命令日志。</translation>
    </message>
    <message>
        <source>No commands yet: issue one in the Commands pane.</source>
        <translation>还没有命令：请在“命令”窗格中发出一条。</translation>
    </message>
    <message>
        <source>No command was finished yet at the moment that the window shows.</source>
        <translation>在窗口所显示的时刻，还没有命令完成。</translation>
    </message>
    <message>
        <source>Refused: {0}</source>
        <translation>被拒绝：{0}</translation>
    </message>
    <message>
        <source>Back in the queue.</source>
        <translation>已放回队列。</translation>
    </message>
    <message>
        <source>Undone by a new command.</source>
        <translation>已由一条新命令撤销。</translation>
    </message>
    <message>
        <source>Tried again.</source>
        <translation>已重试。</translation>
    </message>
    <message>
        <source>All were tried again.</source>
        <translation>已全部重试。</translation>
    </message>
    <message>
        <source>Left out for good.</source>
        <translation>已永久略过。</translation>
    </message>
    <message>
        <source>Working on the journal</source>
        <translation>正在处理命令日志</translation>
    </message>
    <message>
        <source>{0} of {1} failed again. The first: {2}</source>
        <translation>{1} 项中有 {0} 项再次失败。第一项：{2}</translation>
    </message>
    <message>
        <source>Issued at</source>
        <translation>发出时间</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>流</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Undo: {0}</source>
        <translation>撤销：{0}</translation>
    </message>
    <message>
        <source>{0}, undone</source>
        <translation>{0}，已撤销</translation>
    </message>
    <message>
        <source>and {0} more changes</source>
        <translation>另有 {0} 处变更</translation>
    </message>
</context>
<context>
    <name>JournalDetail</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理办法</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>流</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>发出时间</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>完成时间</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Because of</source>
        <translation>起因</translation>
    </message>
    <message>
        <source>Takes back</source>
        <translation>撤回的命令</translation>
    </message>
    <message>
        <source>Undone by</source>
        <translation>由其撤销</translation>
    </message>
    <message>
        <source>Command id</source>
        <translation>命令 ID</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>关联</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>v{0}, position {1}</source>
        <translation>v{0}，位置 {1}</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>{0} on {1}</source>
        <translation>{1} 上的 {0}</translation>
    </message>
</context>
<context>
    <name>JournalPane</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Retry the selected command</source>
        <translation>重试所选命令</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>撤销…</translation>
    </message>
    <message>
        <source>Undo the selected command</source>
        <translation>撤销所选命令</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Show the events of the selected command in the timeline</source>
        <translation>在时间线中显示所选命令的事件</translation>
    </message>
    <message>
        <source>Put the command back into the queue</source>
        <translation>将命令放回队列</translation>
    </message>
    <message>
        <source>Take the command back by a new one; you see first what would happen</source>
        <translation>用一条新命令撤回此命令；会先显示将发生什么</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Process manager</source>
        <translation>流程管理器</translation>
    </message>
    <message>
        <source>Nothing is parked: process managers could handle every event.</source>
        <translation>没有搁置的内容：流程管理器处理了每个事件。</translation>
    </message>
    <message>
        <source>Commands and parked reactions</source>
        <translation>命令与搁置的响应</translation>
    </message>
    <message>
        <source>Parked reactions</source>
        <translation>搁置的响应</translation>
    </message>
    <message>
        <source>Finished by then. Nothing can be undone or retried in the past.</source>
        <translation>截至那时已完成的命令。在过去中无法撤销或重试。</translation>
    </message>
    <message>
        <source>It cannot be undone: {0} {1}</source>
        <translation>无法撤销：{0} {1}</translation>
    </message>
    <message>
        <source>Undo this command?</source>
        <translation>撤销此命令？</translation>
    </message>
    <message>
        <source>Undo {0} on {1}?</source>
        <translation>撤销 {1} 上的 {0}？</translation>
    </message>
    <message>
        <source>A new command takes it back; history is not rewritten. It would record:</source>
        <translation>将由一条新命令将其撤回；历史不会被改写。它将记录：</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>JsonModel</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>JsonTree</name>
    <message>
        <source>Show all of it…</source>
        <translation>显示全部…</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
</context>
<context>
    <name>KeyCard</name>
    <message>
        <source>Pressed keys</source>
        <translation>按键</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>作用</translation>
    </message>
</context>
<context>
    <name>LongText</name>
    <message>
        <source>{0} more characters are not shown; Copy takes all.</source>
        <translation>另有 {0} 个字符未显示；“复制”会包含全部。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Its streams are shown as inferred.</source>
        <translation>其流以推断状态显示。</translation>
    </message>
    <message>
        <source>{0} (read only)</source>
        <translation>{0}（只读）</translation>
    </message>
    <message>
        <source>as of position {0}</source>
        <translation>截至位置 {0}</translation>
    </message>
    <message>
        <source>“{0}” is there again.</source>
        <translation>“{0}”又可用了。</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Rewind everything to</source>
        <translation>全部回放到</translation>
    </message>
    <message>
        <source>The filter was cleared: it hid that event.</source>
        <translation>已清除筛选条件：它隐藏了该事件。</translation>
    </message>
    <message>
        <source>About Eventscope</source>
        <translation>关于 Eventscope</translation>
    </message>
    <message>
        <source>&lt;b&gt;Eventscope {0}&lt;/b&gt;&lt;br&gt;A desktop inspector for event-sourced systems.&lt;br&gt;MIT licence.</source>
        <translation>&lt;b&gt;Eventscope {0}&lt;/b&gt;&lt;br&gt;事件溯源系统的桌面检查器。&lt;br&gt;MIT 许可证。</translation>
    </message>
    <message>
        <source>Close while tasks run?</source>
        <translation>任务运行中，确定关闭？</translation>
    </message>
    <message>
        <source>Still running: {0}.
They are stopped cleanly; nothing stays half-written.</source>
        <translation>仍在运行：{0}。
它们会被干净地停止，不会留下写了一半的内容。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Main</source>
        <translation>主工具栏</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>ModelsComparison</name>
    <message>
        <source>Rows of read models that differ</source>
        <translation>读模型中有差异的行</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>On the trunk</source>
        <translation>主干上</translation>
    </message>
    <message>
        <source>On the branch</source>
        <translation>分支上</translation>
    </message>
    <message>
        <source>The read models of both sides are being built…</source>
        <translation>正在构建双方的读模型…</translation>
    </message>
    <message>
        <source>{0} of {1} read models differ.</source>
        <translation>{1} 个读模型中有 {0} 个不同。</translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>{0} d</source>
        <translation>{0} 天</translation>
    </message>
    <message>
        <source>{0} d {1} h</source>
        <translation>{0} 天 {1} 小时</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} 小时</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} 小时 {1} 分</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0} 分 {1} 秒</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>in {0}</source>
        <translation>{0} 后</translation>
    </message>
</context>
<context>
    <name>NoteEditor</name>
    <message>
        <source>Text of the note</source>
        <translation>笔记内容</translation>
    </message>
    <message>
        <source>Write what you found out. Ctrl+Enter keeps it.</source>
        <translation>写下您的发现。按 Ctrl+Enter 保存。</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Go to what the note is about</source>
        <translation>前往笔记所指之处</translation>
    </message>
    <message>
        <source>Go to what the note is about (Enter in the list)</source>
        <translation>前往笔记所指之处（在列表中按 Enter）</translation>
    </message>
    <message>
        <source>Remove the note (Delete in the list)</source>
        <translation>移除笔记（在列表中按 Delete）</translation>
    </message>
    <message>
        <source>Remove the note</source>
        <translation>移除笔记</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Keep the note</source>
        <translation>保存笔记</translation>
    </message>
    <message>
        <source>Keep the note (Ctrl+Enter)</source>
        <translation>保存笔记（Ctrl+Enter）</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>New note on the event at position {0}</source>
        <translation>新笔记：位置 {0} 的事件</translation>
    </message>
    <message>
        <source>New note on {0} of {1} version {2}</source>
        <translation>新笔记：{1} 版本 {2} 的 {0}</translation>
    </message>
    <message>
        <source>New note on {0} version {1}</source>
        <translation>新笔记：{0} 版本 {1}</translation>
    </message>
    <message>
        <source>{0} of {1} version {2}</source>
        <translation>{1} 版本 {2} 的 {0}</translation>
    </message>
    <message>
        <source>{0} version {1}, missing in this log</source>
        <translation>{0} 版本 {1}，此日志中缺失</translation>
    </message>
    <message>
        <source>{0}, {1} version {2}</source>
        <translation>{0}，{1} 版本 {2}</translation>
    </message>
    <message>
        <source>Open a log to see its notes.</source>
        <translation>打开日志以查看其笔记。</translation>
    </message>
    <message>
        <source>No notes yet. Select an event in the timeline and press Ctrl+D to bookmark it, or Ctrl+Shift+D to write a note.</source>
        <translation>还没有笔记。在时间线中选择一个事件，按 Ctrl+D 添加书签，或按 Ctrl+Shift+D 写笔记。</translation>
    </message>
    <message>
        <source>No note has this text. Clear the search to see all.</source>
        <translation>没有笔记包含此文本。清除搜索以查看全部。</translation>
    </message>
    <message>
        <source>Removed.</source>
        <translation>已移除。</translation>
    </message>
    <message>
        <source>The log is open for reading only: kept beside it, in {0}.</source>
        <translation>日志以只读方式打开：笔记保存在其旁边的 {0} 中。</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>流</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>About</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更改时间</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>missing in this log</source>
        <translation>此日志中缺失</translation>
    </message>
</context>
<context>
    <name>NotesPane</name>
    <message>
        <source>Search in notes</source>
        <translation>搜索笔记</translation>
    </message>
    <message>
        <source>Search in texts, streams, fields and authors</source>
        <translation>搜索文本、流、字段和作者</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>放回</translation>
    </message>
    <message>
        <source>Put the removed note back</source>
        <translation>放回被移除的笔记</translation>
    </message>
    <message>
        <source>Note at version {0}: {1}</source>
        <translation>版本 {0} 的笔记：{1}</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>This is a fault of Eventscope: {0}: {1}</source>
        <translation>这是 Eventscope 自身的故障：{0}：{1}</translation>
    </message>
    <message>
        <source>Please report it, with the details that can be copied here.</source>
        <translation>请报告此问题，并附上可在此复制的详情。</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>{0} events, last {1}</source>
        <translation>{0} 个事件，最近 {1}</translation>
    </message>
    <message>
        <source>Event {0}</source>
        <translation>事件 {0}</translation>
    </message>
    <message>
        <source>Command {0}</source>
        <translation>命令 {0}</translation>
    </message>
    <message>
        <source>Go to {0}</source>
        <translation>转到 {0}</translation>
    </message>
    <message>
        <source>{0} at position {1}, {2}</source>
        <translation>{0}，位置 {1}，{2}</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>What to do or where to go</source>
        <translation>要做什么或去哪里</translation>
    </message>
    <message>
        <source>An action, a stream, a position, a time, an id…</source>
        <translation>操作、流、位置、时间、ID…</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>匹配项</translation>
    </message>
    <message>
        <source>Enter chooses; on a stream, Shift+Enter shows its events instead. Esc goes back.</source>
        <translation>Enter 选择；选中流时，Shift+Enter 改为显示其事件。Esc 返回。</translation>
    </message>
    <message>
        <source>Looking in the log…</source>
        <translation>正在日志中查找…</translation>
    </message>
    <message>
        <source>Nothing fits. Try part of an action or stream, 1204, 14:34 or an event&apos;s id.</source>
        <translation>没有匹配项。请试试操作或流名称的一部分、1204、14:34 或事件的 ID。</translation>
    </message>
</context>
<context>
    <name>Panes</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>流</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Rewind</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>命令日志</translation>
    </message>
    <message>
        <source>Projections</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>Read models</source>
        <translation>读模型</translation>
    </message>
    <message>
        <source>Causation</source>
        <translation>因果关系</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设分析</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>重放</translation>
    </message>
</context>
<context>
    <name>ParkedView</name>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>流</translation>
    </message>
    <message>
        <source>Parked at</source>
        <translation>搁置时间</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Parked events</source>
        <translation>搁置的事件</translation>
    </message>
    <message>
        <source>The event that failed</source>
        <translation>失败的事件</translation>
    </message>
    <message>
        <source>Why it failed</source>
        <translation>失败原因</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Try it again now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Retry all</source>
        <translation>全部重试</translation>
    </message>
    <message>
        <source>Try all of them again, in their order</source>
        <translation>按顺序全部重试</translation>
    </message>
    <message>
        <source>Show in timeline</source>
        <translation>在时间线中显示</translation>
    </message>
    <message>
        <source>Show the event in the timeline</source>
        <translation>在时间线中显示该事件</translation>
    </message>
    <message>
        <source>The event</source>
        <translation>该事件</translation>
    </message>
    <message>
        <source>Its error</source>
        <translation>其错误</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>{1} are parked; the oldest {0} are listed. Retry or skip them to see the rest.</source>
        <translation>已搁置 {1} 个；列出了最早的 {0} 个。重试或略过它们即可查看其余部分。</translation>
    </message>
    <message>
        <source>Leave the event out for good</source>
        <translation>永久略过该事件</translation>
    </message>
</context>
<context>
    <name>Past</name>
    <message>
        <source>The window shows the past, as of position {0}: nothing can be written.</source>
        <translation>窗口正在显示过去（截至位置 {0}）：无法写入任何内容。</translation>
    </message>
    <message>
        <source>Return to now first (Esc).</source>
        <translation>请先回到现在（Esc）。</translation>
    </message>
</context>
<context>
    <name>PastBanner</name>
    <message>
        <source>The past</source>
        <translation>过去</translation>
    </message>
    <message>
        <source>The past, as of position {0}</source>
        <translation>过去，截至位置 {0}</translation>
    </message>
    <message>
        <source>{0}, {1} ago</source>
        <translation>{0}，{1}前</translation>
    </message>
    <message>
        <source>after {0} of {1}, version {2}</source>
        <translation>{1} 的 {0} 之后，版本 {2}</translation>
    </message>
    <message>
        <source>The moment that the window shows</source>
        <translation>窗口所显示的时刻</translation>
    </message>
    <message>
        <source>One event back (Alt+Up)</source>
        <translation>后退一个事件（Alt+Up）</translation>
    </message>
    <message>
        <source>One event on (Alt+Down)</source>
        <translation>前进一个事件（Alt+Down）</translation>
    </message>
    <message>
        <source>Moment in the log</source>
        <translation>日志中的时刻</translation>
    </message>
    <message>
        <source>Drag through the log&apos;s events, from the first to the newest</source>
        <translation>拖动以浏览日志的事件，从第一个到最新</translation>
    </message>
    <message>
        <source>Return to now (Esc)</source>
        <translation>回到现在（Esc）</translation>
    </message>
    <message>
        <source>Return to now</source>
        <translation>回到现在</translation>
    </message>
</context>
<context>
    <name>PayloadDialog</name>
    <message>
        <source>Stream</source>
        <translation>流</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Event type</source>
        <translation>事件类型</translation>
    </message>
    <message>
        <source>Payload as JSON</source>
        <translation>JSON 格式的载荷</translation>
    </message>
    <message>
        <source>After everything else, instead of at the branch point</source>
        <translation>放在其他一切之后，而不是分支点</translation>
    </message>
    <message>
        <source>A payload must be a JSON object.</source>
        <translation>载荷必须是 JSON 对象。</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Local time</source>
        <translation>本地时间</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>2026-11-23 (ISO 8601)</source>
        <translation>2026-11-23（ISO 8601）</translation>
    </message>
    <message>
        <source>As in my region</source>
        <translation>按我的地区格式</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
</context>
<context>
    <name>Presence</name>
    <message>
        <source>“{0}” is not there any more: moved, deleted, or its disk is gone.</source>
        <translation>“{0}”已不在：被移动、被删除，或其磁盘已不可用。</translation>
    </message>
    <message>
        <source>What is shown can still be read and exported; nothing can be written, it would be lost. Put the file back at {0}, or open the log from where it is now.</source>
        <translation>显示的内容仍可阅读和导出；无法写入任何内容，否则会丢失。请将文件放回 {0}，或从它现在的位置打开日志。</translation>
    </message>
    <message>
        <source>Another file has taken the place of “{0}”.</source>
        <translation>另一个文件取代了“{0}”。</translation>
    </message>
    <message>
        <source>What is shown is the log as it was before. Open {0} again to see the new one.</source>
        <translation>显示的是原来的日志。要查看新的日志，请重新打开 {0}。</translation>
    </message>
</context>
<context>
    <name>Projections</name>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>Rebuilding {0}</source>
        <translation>正在重建 {0}</translation>
    </message>
    <message>
        <source>Retrying parked events</source>
        <translation>正在重试搁置的事件</translation>
    </message>
    <message>
        <source>The event was applied behind its turn: later events had touched the same rows.</source>
        <translation>该事件是在其顺序之后应用的：较晚的事件已改动过相同的行。</translation>
    </message>
    <message>
        <source>Rebuild the projection to put everything in its order.</source>
        <translation>请重建该投影以恢复正确顺序。</translation>
    </message>
    <message>
        <source>This log has no projections.</source>
        <translation>此日志没有投影。</translation>
    </message>
    <message>
        <source>{0} of {1} parked events failed again. The first: {2}</source>
        <translation>{1} 个搁置的事件中有 {0} 个再次失败。第一个：{2}</translation>
    </message>
    <message>
        <source>minute  hour  day of the month  month  weekday, in UTC; * means any</source>
        <translation>分 时 日 月 星期（UTC）；* 表示任意</translation>
    </message>
    <message>
        <source>Every so often</source>
        <translation>每隔一段时间</translation>
    </message>
    <message>
        <source>Daily at a time</source>
        <translation>每天定时</translation>
    </message>
    <message>
        <source>Cron expression</source>
        <translation>Cron 表达式</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>一次</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>minute</source>
        <translation>分</translation>
    </message>
    <message>
        <source>0 to 59</source>
        <translation>0 到 59</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>时</translation>
    </message>
    <message>
        <source>0 to 23</source>
        <translation>0 到 23</translation>
    </message>
    <message>
        <source>day of the month</source>
        <translation>日</translation>
    </message>
    <message>
        <source>1 to 31</source>
        <translation>1 到 31</translation>
    </message>
    <message>
        <source>month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>1 to 12, or jan to dec</source>
        <translation>1 到 12，或 jan 到 dec</translation>
    </message>
    <message>
        <source>weekday</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>mon to sun, or 0 to 7</source>
        <translation>mon 到 sun，或 0 到 7</translation>
    </message>
    <message>
        <source>That moment has passed.</source>
        <translation>该时刻已过。</translation>
    </message>
    <message>
        <source>It would never run.</source>
        <translation>它永远不会运行。</translation>
    </message>
    <message>
        <source>A cron expression has five fields; still missing: {0}. * means any.</source>
        <translation>Cron 表达式有五个字段；还缺：{0}。* 表示任意。</translation>
    </message>
    <message>
        <source>A cron expression has five fields, this one has {0}: {1}.</source>
        <translation>Cron 表达式有五个字段，而这里有 {0} 个：{1}。</translation>
    </message>
    <message>
        <source>“{0}” is no {1}: write {2}, a list 1,3, a range 1-5, steps */2, or * for any.</source>
        <translation>“{0}”不是有效的{1}：请写 {2}、列表 1,3、范围 1-5、步长 */2，或用 * 表示任意。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Next run</source>
        <translation>下次运行</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>上次运行</translation>
    </message>
    <message>
        <source>No schedules. Add one to rebuild a read model regularly.</source>
        <translation>没有计划。添加一个以定期重建读模型。</translation>
    </message>
    <message>
        <source>Open a log to see its projections.</source>
        <translation>打开日志以查看其投影。</translation>
    </message>
    <message>
        <source>{0} %, {1} left</source>
        <translation>{0} %，剩余 {1}</translation>
    </message>
    <message>
        <source>never: {0}</source>
        <translation>从不：{0}</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>never again</source>
        <translation>不再运行</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>尚未</translation>
    </message>
    <message>
        <source>running …</source>
        <translation>运行中…</translation>
    </message>
    <message>
        <source>done in {0}</source>
        <translation>完成，用时 {0}</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Rebuild</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>滞后</translation>
    </message>
    <message>
        <source>Events/s</source>
        <translation>事件/秒</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>上次错误</translation>
    </message>
    <message>
        <source>Enter or a double click opens the whole error.</source>
        <translation>按 Enter 或双击可打开完整的错误信息。</translation>
    </message>
    <message>
        <source>{0} events behind the log; the line shows the last seconds.</source>
        <translation>落后日志 {0} 个事件；曲线显示最近几秒。</translation>
    </message>
    <message>
        <source>Events it could not apply; see Parked events below.</source>
        <translation>无法应用的事件；见下方“搁置的事件”。</translation>
    </message>
</context>
<context>
    <name>ProjectionsPane</name>
    <message>
        <source>Schedules</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Parked events</source>
        <translation>搁置的事件</translation>
    </message>
    <message>
        <source>Rebuild</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>Rebuild beside the live one</source>
        <translation>在线上版本旁重建</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Pause the rebuild</source>
        <translation>暂停重建</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Resume the rebuild</source>
        <translation>继续重建</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the rebuild</source>
        <translation>取消重建</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>上次错误</translation>
    </message>
    <message>
        <source>Read the whole last error</source>
        <translation>阅读上次错误的全文</translation>
    </message>
    <message>
        <source>Schedules and parked events</source>
        <translation>计划与搁置的事件</translation>
    </message>
    <message>
        <source>As of now. Nothing can be changed in the past.</source>
        <translation>显示的是现在的状态。在过去中无法更改任何内容。</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>No parked events: every event could be applied.</source>
        <translation>没有搁置的事件：所有事件均已应用。</translation>
    </message>
    <message>
        <source>Projections</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>Last error of {0}</source>
        <translation>{0} 的上次错误</translation>
    </message>
</context>
<context>
    <name>ReadModels</name>
    <message>
        <source>“{0}” is no condition.</source>
        <translation>“{0}” 不是条件。</translation>
    </message>
    <message>
        <source>Write column=value, e.g. status=open, lines&gt;2, name~desk; several with a blank between.</source>
        <translation>请写 列=值，例如 status=open、lines&gt;2、name~desk；多个条件用空格分隔。</translation>
    </message>
    <message>
        <source>There is no column “{0}”.</source>
        <translation>没有列“{0}”。</translation>
    </message>
    <message>
        <source>Columns: {0}.</source>
        <translation>列：{0}。</translation>
    </message>
    <message>
        <source>Building it as of this moment was cancelled.</source>
        <translation>已取消构建此刻的读模型。</translation>
    </message>
    <message>
        <source>Building {0} as of position {1}</source>
        <translation>正在构建截至位置 {1} 的 {0}</translation>
    </message>
    <message>
        <source>No row meets the conditions.</source>
        <translation>没有符合条件的行。</translation>
    </message>
    <message>
        <source>This read model had no rows yet.</source>
        <translation>此读模型当时还没有行。</translation>
    </message>
    <message>
        <source>This read model has no rows yet.</source>
        <translation>此读模型还没有行。</translation>
    </message>
    <message>
        <source>Open a log to see its read models.</source>
        <translation>打开日志以查看其读模型。</translation>
    </message>
    <message>
        <source>Building as of position {0} …</source>
        <translation>正在构建截至位置 {0} 的内容…</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>{0} rows shown, there are more</source>
        <translation>已显示 {0} 行，还有更多</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 行</translation>
    </message>
    <message>
        <source>{0} rows</source>
        <translation>{0} 行</translation>
    </message>
</context>
<context>
    <name>ReadModelsPane</name>
    <message>
        <source>Read model</source>
        <translation>读模型</translation>
    </message>
    <message>
        <source>Conditions on the rows</source>
        <translation>行的条件</translation>
    </message>
    <message>
        <source>column=value, e.g. status=open</source>
        <translation>列=值，例如 status=open</translation>
    </message>
    <message>
        <source>There is news: show it</source>
        <translation>有更新：显示</translation>
    </message>
    <message>
        <source>Build it after all</source>
        <translation>仍然构建</translation>
    </message>
    <message>
        <source>Choose the moment as of which the whole window shows everything</source>
        <translation>选择整个窗口所显示的时刻</translation>
    </message>
    <message>
        <source>Read the rows anew</source>
        <translation>重新读取各行</translation>
    </message>
    <message>
        <source>Events behind this row</source>
        <translation>此行背后的事件</translation>
    </message>
    <message>
        <source>Show the events behind this row in the timeline</source>
        <translation>在时间线中显示此行背后的事件</translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>最近事件</translation>
    </message>
    <message>
        <source>Show the event that touched this row last</source>
        <translation>显示最近触及此行的事件</translation>
    </message>
    <message>
        <source>Show the events behind this row in the timeline (Enter)</source>
        <translation>在时间线中显示此行背后的事件（Enter）</translation>
    </message>
    <message>
        <source>Rows of the read model</source>
        <translation>读模型的行</translation>
    </message>
    <message>
        <source>Who set this?</source>
        <translation>是谁设置的？</translation>
    </message>
    <message>
        <source>Event that touched it last</source>
        <translation>最近触及它的事件</translation>
    </message>
    <message>
        <source>Filter by this value</source>
        <translation>按此值筛选</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>As of position {0}</source>
        <translation>截至位置 {0}</translation>
    </message>
    <message>
        <source>As of now</source>
        <translation>截至现在</translation>
    </message>
</context>
<context>
    <name>RecentList</name>
    <message>
        <source>Recent logs</source>
        <translation>最近的日志</translation>
    </message>
</context>
<context>
    <name>Replay</name>
    <message>
        <source>Open a log to decide its commands again.</source>
        <translation>打开日志以重新决定其命令。</translation>
    </message>
    <message>
        <source>Choose a category and replay it: every command of the journal is decided again, twice, on the state it was decided on, by the code of today. Nothing is written.</source>
        <translation>选择一个类别并重放：命令日志中的每条命令都会用当前代码、在当初决定时的状态上重新决定两次。不写入任何内容。</translation>
    </message>
    <message>
        <source>No domain here knows any category of this log.</source>
        <translation>这里没有领域认识此日志的任何类别。</translation>
    </message>
    <message>
        <source>Replaying {0}</source>
        <translation>正在重放 {0}</translation>
    </message>
    <message>
        <source>other events</source>
        <translation>事件不同</translation>
    </message>
    <message>
        <source>other payload</source>
        <translation>载荷不同</translation>
    </message>
    <message>
        <source>rejected now</source>
        <translation>现在被拒绝</translation>
    </message>
    <message>
        <source>accepted now</source>
        <translation>现在被接受</translation>
    </message>
    <message>
        <source>raises now</source>
        <translation>现在抛出异常</translation>
    </message>
    <message>
        <source>two answers</source>
        <translation>两次结果不一</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} commands were decided again; {3} would end otherwise.</source>
        <translation>{0}：重新决定了 {2} 条命令中的 {1} 条；其中 {3} 条结果会不同。</translation>
    </message>
    <message>
        <source>{0} of {1} events were made by no command of the journal: they are not replayed.</source>
        <translation>{1} 个事件中有 {0} 个不是由命令日志中的命令产生的：不重放它们。</translation>
    </message>
    <message>
        <source>{0} commands still wait in the journal.</source>
        <translation>命令日志中仍有 {0} 条命令在等待。</translation>
    </message>
    <message>
        <source>{0} rejections give another reason today.</source>
        <translation>{0} 次拒绝如今给出了不同的原因。</translation>
    </message>
    <message>
        <source>{0} commands of {1} could not be checked: {2}</source>
        <translation>无法检查 {1} 的 {0} 条命令：{2}</translation>
    </message>
    <message>
        <source>no events</source>
        <translation>无事件</translation>
    </message>
</context>
<context>
    <name>ReplayPane</name>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Whose commands are decided again</source>
        <translation>重新决定哪个类别的命令</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>重放</translation>
    </message>
    <message>
        <source>Decide its journalled commands again; nothing is written</source>
        <translation>重新决定命令日志中该类别的命令；不写入任何内容</translation>
    </message>
    <message>
        <source>Commands that would end otherwise</source>
        <translation>结果会不同的命令</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>流</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>原记录</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>如今</translation>
    </message>
    <message>
        <source>Show in the journal</source>
        <translation>在命令日志中显示</translation>
    </message>
    <message>
        <source>Select this command in the journal</source>
        <translation>在命令日志中选中此命令</translation>
    </message>
    <message>
        <source>Events as recorded</source>
        <translation>原记录的事件</translation>
    </message>
    <message>
        <source>Events of today</source>
        <translation>如今的事件</translation>
    </message>
    <message>
        <source>Replaying…</source>
        <translation>正在重放…</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Events of this command</source>
        <translation>此命令的事件</translation>
    </message>
    <message>
        <source>Click an event to see it in the timeline</source>
        <translation>单击事件可在时间线中查看</translation>
    </message>
    <message>
        <source>All that followed, in the timeline</source>
        <translation>在时间线中查看全部后续</translation>
    </message>
    <message>
        <source>Show all that this command set off in the timeline</source>
        <translation>在时间线中显示此命令引起的全部事件</translation>
    </message>
    <message>
        <source>State after this command</source>
        <translation>此命令之后的状态</translation>
    </message>
    <message>
        <source>What would become of the state</source>
        <translation>状态将如何变更</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>State after</source>
        <translation>之后的状态</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>处理中…</translation>
    </message>
    <message>
        <source>Changes ({0})</source>
        <translation>变更（{0}）</translation>
    </message>
</context>
<context>
    <name>Rewind</name>
    <message>
        <source>1 step/s</source>
        <translation>1 步/秒</translation>
    </message>
    <message>
        <source>4 steps/s</source>
        <translation>4 步/秒</translation>
    </message>
    <message>
        <source>20 steps/s</source>
        <translation>20 步/秒</translation>
    </message>
    <message>
        <source>As recorded</source>
        <translation>按原节奏</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Speed of the play. As recorded: with the pauses there were, of 3 seconds at the most.</source>
        <translation>播放速度。按原节奏：保留事件之间的停顿，最长 3 秒。</translation>
    </message>
    <message>
        <source>Speed of the play</source>
        <translation>播放速度</translation>
    </message>
    <message>
        <source>Before the first event</source>
        <translation>第一个事件之前</translation>
    </message>
    <message>
        <source>Version {0} is missing in this log; the state is that of the one before.</source>
        <translation>此日志缺少版本 {0}；显示的是前一版本的状态。</translation>
    </message>
    <message>
        <source>by {0}</source>
        <translation>操作者：{0}</translation>
    </message>
    <message>
        <source>position {0}</source>
        <translation>位置 {0}</translation>
    </message>
    <message>
        <source>From there on the state is not known.</source>
        <translation>从此处起，状态未知。</translation>
    </message>
    <message>
        <source>From there on the state is not known; shown is the one at version {0}.</source>
        <translation>从此处起，状态未知；显示的是版本 {0} 的状态。</translation>
    </message>
    <message>
        <source>Version {0} cannot be read: {1}</source>
        <translation>无法读取版本 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0}，另有 {1} 处</translation>
    </message>
    <message>
        <source>Left out, because it cannot be read: {0}</source>
        <translation>已略去（无法读取）：{0}</translation>
    </message>
    <message>
        <source>Open a log to rewind its streams.</source>
        <translation>打开日志以回放其中的流。</translation>
    </message>
    <message>
        <source>Choose a stream, e.g. by double-clicking an event in the timeline.</source>
        <translation>请选择一个流，例如双击时间线中的事件。</translation>
    </message>
    <message>
        <source>1 change</source>
        <translation>1 处变更</translation>
    </message>
    <message>
        <source>{0} changes</source>
        <translation>{0} 处变更</translation>
    </message>
    <message>
        <source>{0} of {1} changes</source>
        <translation>{1} 处变更中的 {0} 处</translation>
    </message>
    <message>
        <source>What changed is not known: an event cannot be read.</source>
        <translation>变更未知：有事件无法读取。</translation>
    </message>
    <message>
        <source>Step on to see what the first event sets.</source>
        <translation>前进一步，查看第一个事件设置了什么。</translation>
    </message>
    <message>
        <source>This is the pinned version. Move on to compare.</source>
        <translation>这就是固定的版本。移到其他版本以进行比较。</translation>
    </message>
    <message>
        <source>The states at both versions are the same.</source>
        <translation>两个版本的状态相同。</translation>
    </message>
    <message>
        <source>This event changed nothing in the state.</source>
        <translation>此事件未改变状态。</translation>
    </message>
</context>
<context>
    <name>RewindPane</name>
    <message>
        <source>Compare others with this version</source>
        <translation>将其他版本与此版本比较</translation>
    </message>
    <message>
        <source>Watch this</source>
        <translation>监视此项</translation>
    </message>
    <message>
        <source>Write a note on this…</source>
        <translation>为此项写笔记…</translation>
    </message>
    <message>
        <source>Make a test of the history up to here…</source>
        <translation>从截至此处的历史生成测试…</translation>
    </message>
    <message>
        <source>Stop comparing with version {0}</source>
        <translation>停止与版本 {0} 比较</translation>
    </message>
</context>
<context>
    <name>RowActs</name>
    <message>
        <source>{0} events are selected; at most {1} are copied at once.</source>
        <translation>选择了 {0} 个事件；一次最多复制 {1} 个。</translation>
    </message>
    <message>
        <source>Select fewer, or export the shown events to a file (Ctrl+E).</source>
        <translation>请少选一些，或将显示的事件导出到文件（Ctrl+E）。</translation>
    </message>
    <message>
        <source>Copied 1 event as JSON</source>
        <translation>已将 1 个事件复制为 JSON</translation>
    </message>
    <message>
        <source>Copied {0} events as JSON</source>
        <translation>已将 {0} 个事件复制为 JSON</translation>
    </message>
</context>
<context>
    <name>RowBlame</name>
    <message>
        <source>The row was taken away by {0}</source>
        <translation>该行由 {0} 移除</translation>
    </message>
    <message>
        <source>Last touched by {0}</source>
        <translation>最近由 {0} 触及</translation>
    </message>
    <message>
        <source>The row that is shown differs: its read model is behind the log, or a parked event was applied to it behind its turn. A rebuild puts everything in its order.</source>
        <translation>显示的行有所不同：其读模型落后于日志，或有搁置的事件在其顺序之后才应用于它。重建可恢复正确顺序。</translation>
    </message>
    <message>
        <source>and {0} earlier ones</source>
        <translation>以及更早的 {0} 个</translation>
    </message>
    <message>
        <source>(row removed)</source>
        <translation>（行已移除）</translation>
    </message>
</context>
<context>
    <name>RowBlameDialog</name>
    <message>
        <source>Who set this? {0}</source>
        <translation>是谁设置的？{0}</translation>
    </message>
    <message>
        <source>Running the projection&apos;s events again in a scratch copy …</source>
        <translation>正在临时副本中重新运行投影的事件…</translation>
    </message>
    <message>
        <source>Columns and the events that set them</source>
        <translation>各列及设置它们的事件</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Set by</source>
        <translation>设置者</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Show the event</source>
        <translation>显示该事件</translation>
    </message>
    <message>
        <source>Looking who set {0}</source>
        <translation>正在查找 {0} 由谁设置</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>What can be done with this event</source>
        <translation>可对此事件执行的操作</translation>
    </message>
    <message>
        <source>Filter by this value</source>
        <translation>按此值筛选</translation>
    </message>
    <message>
        <source>Exclude this value</source>
        <translation>排除此值</translation>
    </message>
    <message>
        <source>From this time on</source>
        <translation>从此时间起</translation>
    </message>
    <message>
        <source>Up to this time</source>
        <translation>到此时间为止</translation>
    </message>
    <message>
        <source>Only this stream</source>
        <translation>仅此流</translation>
    </message>
    <message>
        <source>Show correlation</source>
        <translation>显示关联</translation>
    </message>
    <message>
        <source>Show causes and consequences</source>
        <translation>显示起因与后果</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Write a note…</source>
        <translation>写笔记…</translation>
    </message>
    <message>
        <source>Make a test of it…</source>
        <translation>从中生成测试…</translation>
    </message>
    <message>
        <source>Open in Rewind</source>
        <translation>在“回放”中打开</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Rewind everything to here</source>
        <translation>全部回放到此处</translation>
    </message>
    <message>
        <source>What if from here…</source>
        <translation>从此处假设分析…</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>复制为 JSON</translation>
    </message>
    <message>
        <source>Copy {0} events as JSON</source>
        <translation>将 {0} 个事件复制为 JSON</translation>
    </message>
</context>
<context>
    <name>ScheduleEditor</name>
    <message>
        <source>Schedule a rebuild</source>
        <translation>安排重建</translation>
    </message>
    <message>
        <source>Edit the schedule</source>
        <translation>编辑计划</translation>
    </message>
    <message>
        <source>Projection to rebuild</source>
        <translation>要重建的投影</translation>
    </message>
    <message>
        <source>Kind of schedule</source>
        <translation>计划类型</translation>
    </message>
    <message>
        <source>What this schedule means</source>
        <translation>此计划的含义</translation>
    </message>
    <message>
        <source>Add schedule</source>
        <translation>添加计划</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>保存更改</translation>
    </message>
    <message>
        <source>Rebuild</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Means</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Unit of time</source>
        <translation>时间单位</translation>
    </message>
    <message>
        <source>Time of day, UTC</source>
        <translation>时刻（UTC）</translation>
    </message>
    <message>
        <source>Cron expression</source>
        <translation>Cron 表达式</translation>
    </message>
    <message>
        <source>Moment, UTC</source>
        <translation>时间点（UTC）</translation>
    </message>
    <message>
        <source>{0}. Next, in your time zone:
{1}</source>
        <translation>{0}。接下来（按您的时区）：
{1}</translation>
    </message>
</context>
<context>
    <name>SchedulesView</name>
    <message>
        <source>Schedules</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Add …</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Add a schedule</source>
        <translation>添加计划</translation>
    </message>
    <message>
        <source>Edit …</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Edit the schedule (Enter)</source>
        <translation>编辑计划（Enter）</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Pause the schedule</source>
        <translation>暂停计划</translation>
    </message>
    <message>
        <source>Run now</source>
        <translation>立即运行</translation>
    </message>
    <message>
        <source>Run the schedule now</source>
        <translation>立即运行计划</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the schedule</source>
        <translation>删除计划</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Resume the schedule</source>
        <translation>继续计划</translation>
    </message>
</context>
<context>
    <name>SourceLabel</name>
    <message>
        <source>The open log</source>
        <translation>打开的日志</translation>
    </message>
</context>
<context>
    <name>StateChanges</name>
    <message>
        <source>What would change in the state</source>
        <translation>状态中会变更的内容</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>(whole)</source>
        <translation>（整体）</translation>
    </message>
</context>
<context>
    <name>StateComparison</name>
    <message>
        <source>Streams that differ</source>
        <translation>有差异的流</translation>
    </message>
    <message>
        <source>Streams whose events are others on the branch</source>
        <translation>在分支上事件有所不同的流</translation>
    </message>
    <message>
        <source>State on the trunk</source>
        <translation>主干上的状态</translation>
    </message>
    <message>
        <source>State on the branch</source>
        <translation>分支上的状态</translation>
    </message>
    <message>
        <source>Version on the trunk</source>
        <translation>主干上的版本</translation>
    </message>
    <message>
        <source>Version on the branch</source>
        <translation>分支上的版本</translation>
    </message>
    <message>
        <source>Trunk</source>
        <translation>主干</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>分支</translation>
    </message>
</context>
<context>
    <name>StateTree</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Who set this?</source>
        <translation>是谁设置的？</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>pending</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>catching up</source>
        <translation>追赶中</translation>
    </message>
    <message>
        <source>behind</source>
        <translation>落后</translation>
    </message>
    <message>
        <source>rebuilding</source>
        <translation>重建中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
</context>
<context>
    <name>StoryDock</name>
    <message>
        <source>Step by step</source>
        <translation>逐步指引</translation>
    </message>
    <message>
        <source>What to do, step by step</source>
        <translation>逐步要做的事</translation>
    </message>
</context>
<context>
    <name>StreamBox</name>
    <message>
        <source>Stream</source>
        <translation>流</translation>
    </message>
    <message>
        <source>Category/key, e.g. Order/O-1001</source>
        <translation>类别/键，例如 Order/O-1001</translation>
    </message>
</context>
<context>
    <name>StreamTreeModel</name>
    <message>
        <source>{0}, {1} streams</source>
        <translation>{0}，{1} 个流</translation>
    </message>
    <message>
        <source>more …</source>
        <translation>更多…</translation>
    </message>
    <message>
        <source>{0}: {1} events, the last at position {2} on {3}</source>
        <translation>{0}：{1} 个事件，最后一个位于位置 {2}，时间 {3}</translation>
    </message>
    <message>
        <source>Last activity on {0}</source>
        <translation>最近活动：{0}</translation>
    </message>
    <message>
        <source>{0}, last activity {1}</source>
        <translation>{0}，最近活动 {1}</translation>
    </message>
</context>
<context>
    <name>Streams</name>
    <message>
        <source>Open a log to see its streams.</source>
        <translation>打开日志以查看其中的流。</translation>
    </message>
    <message>
        <source>No streams yet: they appear with their first event.</source>
        <translation>还没有流：它们会随首个事件出现。</translation>
    </message>
    <message>
        <source>No stream&apos;s name contains “{0}”.</source>
        <translation>没有名称包含“{0}”的流。</translation>
    </message>
    <message>
        <source>more than {0} streams match</source>
        <translation>超过 {0} 个流匹配</translation>
    </message>
    <message>
        <source>1 stream matches</source>
        <translation>1 个流匹配</translation>
    </message>
    <message>
        <source>{0} streams match</source>
        <translation>{0} 个流匹配</translation>
    </message>
    <message>
        <source>1 stream</source>
        <translation>1 个流</translation>
    </message>
    <message>
        <source>{0} streams</source>
        <translation>{0} 个流</translation>
    </message>
    <message>
        <source>1 category</source>
        <translation>1 个类别</translation>
    </message>
    <message>
        <source>{0} categories</source>
        <translation>{0} 个类别</translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation>{1}中的 {0}</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>流</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Last activity</source>
        <translation>最近活动</translation>
    </message>
</context>
<context>
    <name>StreamsPane</name>
    <message>
        <source>Reading the streams …</source>
        <translation>正在读取流…</translation>
    </message>
    <message>
        <source>Filter streams</source>
        <translation>筛选流</translation>
    </message>
    <message>
        <source>Filter streams, e.g. O-10</source>
        <translation>筛选流，例如 O-10</translation>
    </message>
    <message>
        <source>Open in rewind</source>
        <translation>在“回放”中打开</translation>
    </message>
    <message>
        <source>Show in timeline</source>
        <translation>在时间线中显示</translation>
    </message>
    <message>
        <source>Streams by category</source>
        <translation>按类别分组的流</translation>
    </message>
</context>
<context>
    <name>TaskBar</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel this task</source>
        <translation>取消此任务</translation>
    </message>
    <message>
        <source>All tasks that are running</source>
        <translation>所有正在运行的任务</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>另有 {0} 项</translation>
    </message>
</context>
<context>
    <name>TaskList</name>
    <message>
        <source>Cancel: {0}</source>
        <translation>取消：{0}</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Open a log to see its events.</source>
        <translation>打开日志以查看其中的事件。</translation>
    </message>
    <message>
        <source>No events yet. Issue a command, or import a file.</source>
        <translation>还没有事件。请发出命令或导入文件。</translation>
    </message>
    <message>
        <source>No event passes this filter.</source>
        <translation>没有事件符合此筛选条件。</translation>
    </message>
    <message>
        <source>1 event</source>
        <translation>1 个事件</translation>
    </message>
    <message>
        <source>{0} events</source>
        <translation>{0} 个事件</translation>
    </message>
    <message>
        <source>{0}; the search stopped: {1}</source>
        <translation>{0}；搜索已停止：{1}</translation>
    </message>
    <message>
        <source>{0} so far; {1} of {2} scanned</source>
        <translation>目前 {0}；已扫描 {2} 中的 {1}</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>流</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>payload too large</source>
        <translation>载荷过大</translation>
    </message>
    <message>
        <source>missing in this log</source>
        <translation>此日志中缺失</translation>
    </message>
    <message>
        <source>The event at position {0} has no correlation id.</source>
        <translation>位置 {0} 的事件没有关联 ID。</translation>
    </message>
    <message>
        <source>Events of imported logs may have none; filter by stream or time instead.</source>
        <translation>导入日志的事件可能没有；请改按流或时间筛选。</translation>
    </message>
    <message>
        <source>field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>goes on with</source>
        <translation>继续输入</translation>
    </message>
    <message>
        <source>event type</source>
        <translation>事件类型</translation>
    </message>
    <message>
        <source>stream</source>
        <translation>流</translation>
    </message>
    <message>
        <source>category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>seen in this log</source>
        <translation>此日志中出现过</translation>
    </message>
    <message>
        <source>recent filter</source>
        <translation>最近的筛选条件</translation>
    </message>
    <message>
        <source>Right-click to add and remove columns</source>
        <translation>右键单击可添加和移除列</translation>
    </message>
    <message>
        <source>bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>1 note</source>
        <translation>1 条笔记</translation>
    </message>
    <message>
        <source>{0} notes</source>
        <translation>{0} 条笔记</translation>
    </message>
</context>
<context>
    <name>TimelinePane</name>
    <message>
        <source>How many events</source>
        <translation>事件数量</translation>
    </message>
    <message>
        <source>Go to the newest event and follow (F)</source>
        <translation>转到最新事件并跟随（F）</translation>
    </message>
    <message>
        <source>{0} selected</source>
        <translation>已选择 {0} 个</translation>
    </message>
    <message>
        <source>{0} new below</source>
        <translation>下方有 {0} 个新事件</translation>
    </message>
    <message>
        <source>later ones are dimmed</source>
        <translation>之后的事件变暗显示</translation>
    </message>
    <message>
        <source>{0} new – show</source>
        <translation>{0} 个新事件 – 显示</translation>
    </message>
</context>
<context>
    <name>TimelineTable</name>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>First version (Home)</source>
        <translation>第一个版本（Home）</translation>
    </message>
    <message>
        <source>One step back (Left)</source>
        <translation>后退一步（Left）</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>播放（Space）</translation>
    </message>
    <message>
        <source>One step on (Right)</source>
        <translation>前进一步（Right）</translation>
    </message>
    <message>
        <source>Last version (End)</source>
        <translation>最后一个版本（End）</translation>
    </message>
    <message>
        <source>of {0}</source>
        <translation>/ {0}</translation>
    </message>
</context>
<context>
    <name>Until</name>
    <message>
        <source>Running…</source>
        <translation>正在运行…</translation>
    </message>
    <message>
        <source>Run until</source>
        <translation>运行到</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>No transition before version {0} of {1}.</source>
        <translation>在 {1} 的版本 {0} 之前没有转变。</translation>
    </message>
    <message>
        <source>No transition after version {0} of {1}.</source>
        <translation>在 {1} 的版本 {0} 之后没有转变。</translation>
    </message>
    <message>
        <source>Stopped there: narrow the condition to see the rest.</source>
        <translation>已在此停止：请缩小条件以查看其余部分。</translation>
    </message>
    <message>
        <source>Events that do not decode, left out of the states: {0}.</source>
        <translation>无法解码、未计入状态的事件：{0}。</translation>
    </message>
    <message>
        <source>There never was anything in {0}.</source>
        <translation>{0} 中从未有过任何内容。</translation>
    </message>
    <message>
        <source>There never was anything in {0}. Did you mean {1}?</source>
        <translation>{0} 中从未有过任何内容。您是指 {1} 吗？</translation>
    </message>
    <message>
        <source>Transitions: {0}. Looked at {1} of {2} versions in {3} of {4} streams.</source>
        <translation>转变：{0}。已查看 {4} 个流中 {3} 个流的 {1} / {2} 个版本。</translation>
    </message>
    <message>
        <source>Transitions: {0}. Looked at {1} of {2} versions.</source>
        <translation>转变：{0}。已查看 {1} / {2} 个版本。</translation>
    </message>
</context>
<context>
    <name>UntilPanel</name>
    <message>
        <source>Run until</source>
        <translation>运行到</translation>
    </message>
    <message>
        <source>Run until, e.g. after.status = paid</source>
        <translation>运行到，例如 after.status = paid</translation>
    </message>
    <message>
        <source>A condition on an event and the states around it. Enter runs on, Shift+Enter back.</source>
        <translation>关于事件及其前后状态的条件。Enter 向前运行，Shift+Enter 向后运行。</translation>
    </message>
    <message>
        <source>Back to where the condition changes (Shift+Enter)</source>
        <translation>向后运行到条件变化之处（Shift+Enter）</translation>
    </message>
    <message>
        <source>On to where the condition changes (Enter)</source>
        <translation>向前运行到条件变化之处（Enter）</translation>
    </message>
    <message>
        <source>Watch this expression under the slider</source>
        <translation>在滑块下方监视此表达式</translation>
    </message>
    <message>
        <source>Where to look</source>
        <translation>查找范围</translation>
    </message>
    <message>
        <source>This stream</source>
        <translation>此流</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>停止运行</translation>
    </message>
    <message>
        <source>All of {0}</source>
        <translation>全部 {0}</translation>
    </message>
</context>
<context>
    <name>VersionSlider</name>
    <message>
        <source>Version slider</source>
        <translation>版本滑块</translation>
    </message>
    <message>
        <source>Notes at versions {0}</source>
        <translation>版本 {0} 处有笔记</translation>
    </message>
    <message>
        <source>version {0} of {1}</source>
        <translation>版本 {0} / {1}</translation>
    </message>
</context>
<context>
    <name>WatchTrack</name>
    <message>
        <source>Stop watching</source>
        <translation>停止监视</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>{0} at version {1}: {2}</source>
        <translation>{0}，版本 {1}：{2}</translation>
    </message>
    <message>
        <source>Being computed</source>
        <translation>正在计算</translation>
    </message>
    <message>
        <source>{0} at version {1}; {2} changes in {3} versions</source>
        <translation>{0}，版本 {1}；{3} 个版本中有 {2} 次变更</translation>
    </message>
    <message>
        <source>{0}; between {1} and {2}</source>
        <translation>{0}；介于 {1} 与 {2} 之间</translation>
    </message>
</context>
<context>
    <name>WatchesPanel</name>
    <message>
        <source>Watches</source>
        <translation>监视</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Not there any more</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>1 event</source>
        <translation>1 个事件</translation>
    </message>
    <message>
        <source>{0} events</source>
        <translation>{0} 个事件</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>See what happened, rewind it, and ask who set this value.</source>
        <translation>看清发生了什么，回到过去，追问是谁设置了这个值。</translation>
    </message>
    <message>
        <source>Recent logs</source>
        <translation>最近的日志</translation>
    </message>
    <message>
        <source>Or drop a file here to open or import it</source>
        <translation>也可将文件拖放到此处以打开或导入</translation>
    </message>
</context>
<context>
    <name>WhatIf</name>
    <message>
        <source>Choose a stream.</source>
        <translation>请选择一个流。</translation>
    </message>
    <message>
        <source>There is no stream {0} on either side.</source>
        <translation>双方都没有流 {0}。</translation>
    </message>
    <message>
        <source>{0} exists on the branch only.</source>
        <translation>{0} 仅存在于分支上。</translation>
    </message>
    <message>
        <source>{0} exists on the trunk only.</source>
        <translation>{0} 仅存在于主干上。</translation>
    </message>
    <message>
        <source>{0} ends in the same state on both sides.</source>
        <translation>{0} 在双方的最终状态相同。</translation>
    </message>
    <message>
        <source>{0} ends otherwise: 1 difference.</source>
        <translation>{0} 的最终状态不同：1 处差异。</translation>
    </message>
    <message>
        <source>{0} ends otherwise: {1} differences.</source>
        <translation>{0} 的最终状态不同：{1} 处差异。</translation>
    </message>
    <message>
        <source>Version {0} of the trunk and {1} of the branch: the same state.</source>
        <translation>主干的版本 {0} 与分支的版本 {1}：状态相同。</translation>
    </message>
    <message>
        <source>Version {0} of the trunk and {1} of the branch: 1 difference.</source>
        <translation>主干的版本 {0} 与分支的版本 {1}：1 处差异。</translation>
    </message>
    <message>
        <source>Version {0} of the trunk and {1} of the branch: {2} differences.</source>
        <translation>主干的版本 {0} 与分支的版本 {1}：{2} 处差异。</translation>
    </message>
    <message>
        <source>succeeded, no events</source>
        <translation>成功，无事件</translation>
    </message>
    <message>
        <source>{0} added, {1} removed, {2} changed, {3} the same</source>
        <translation>新增 {0}，移除 {1}，变更 {2}，相同 {3}</translation>
    </message>
    <message>
        <source>{0} added</source>
        <translation>新增 {0}</translation>
    </message>
    <message>
        <source>{0} removed</source>
        <translation>移除 {0}</translation>
    </message>
    <message>
        <source>{0} changed</source>
        <translation>变更 {0}</translation>
    </message>
    <message>
        <source>no such row</source>
        <translation>没有该行</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>On the branch</source>
        <translation>分支上</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>载荷</translation>
    </message>
    <message>
        <source>Edit {0} was left out: {1}</source>
        <translation>编辑 {0} 被略去：{1}</translation>
    </message>
    <message>
        <source>Comparing read models</source>
        <translation>正在比较读模型</translation>
    </message>
    <message>
        <source>The run was cancelled: what is shown is not of these edits.</source>
        <translation>运行已取消：显示的内容不是这些编辑的结果。</translation>
    </message>
    <message>
        <source>Exporting the branch to {0}</source>
        <translation>正在将分支导出到 {0}</translation>
    </message>
    <message>
        <source>Running the branch</source>
        <translation>正在运行分支</translation>
    </message>
    <message>
        <source>The branch was saved as {0}.</source>
        <translation>分支已保存为 {0}。</translation>
    </message>
    <message>
        <source>{0} events of the branch exported.</source>
        <translation>已导出分支的 {0} 个事件。</translation>
    </message>
    <message>
        <source>Open a log to ask what would have been.</source>
        <translation>打开日志，看看如果当初不同会怎样。</translation>
    </message>
    <message>
        <source>Right-click an event in the timeline and choose “What if from here…”, or begin at the end of the log. You then drop, change, insert or move events and issue commands, and see what would have become of everything after. The log itself is never touched.</source>
        <translation>在时间线中右键单击事件并选择“从此处假设分析…”，或从日志末尾开始。然后您可以删去、更改、插入或移动事件，也可以发出命令，并查看之后的一切会变成什么样。日志本身绝不会被改动。</translation>
    </message>
    <message>
        <source>Decide later commands anew</source>
        <translation>重新决定后续命令</translation>
    </message>
    <message>
        <source>Keep later events as recorded</source>
        <translation>后续事件保持原记录</translation>
    </message>
    <message>
        <source>Nothing happens afterwards</source>
        <translation>之后什么都不发生</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>inserted</source>
        <translation>已插入</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>已移动</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>已删去</translation>
    </message>
    <message>
        <source>follows, as recorded</source>
        <translation>后续，如原记录</translation>
    </message>
    <message>
        <source>follows, new</source>
        <translation>后续，新产生</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>not issued</source>
        <translation>未发出</translation>
    </message>
    <message>
        <source>Drop event {0}</source>
        <translation>删去事件 {0}</translation>
    </message>
    <message>
        <source>Change event {0}</source>
        <translation>更改事件 {0}</translation>
    </message>
    <message>
        <source>Change the inserted event</source>
        <translation>更改插入的事件</translation>
    </message>
    <message>
        <source>Insert {0} into {1}</source>
        <translation>将 {0} 插入 {1}</translation>
    </message>
    <message>
        <source>Move event {0}</source>
        <translation>移动事件 {0}</translation>
    </message>
    <message>
        <source>Move the inserted event</source>
        <translation>移动插入的事件</translation>
    </message>
    <message>
        <source>Issue {0} on {1}</source>
        <translation>在 {1} 上发出 {0}</translation>
    </message>
    <message>
        <source>no edits yet</source>
        <translation>还没有编辑</translation>
    </message>
    <message>
        <source>1 edit</source>
        <translation>1 处编辑</translation>
    </message>
    <message>
        <source>{0} edits</source>
        <translation>{0} 处编辑</translation>
    </message>
    <message>
        <source>Branch at position {0}, {1}</source>
        <translation>分支点：位置 {0}，{1}</translation>
    </message>
</context>
<context>
    <name>WhatIfPane</name>
    <message>
        <source>Branches (*.eventbranch);;All files (*)</source>
        <translation>分支 (*.eventbranch);;所有文件 (*)</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl);;Event logs (*.eventlog)</source>
        <translation>JSON Lines (*.jsonl);;事件日志 (*.eventlog)</translation>
    </message>
    <message>
        <source>Begin at the end of the log</source>
        <translation>从日志末尾开始</translation>
    </message>
    <message>
        <source>Open a saved branch…</source>
        <translation>打开已保存的分支…</translation>
    </message>
    <message>
        <source>What comes after the branch point</source>
        <translation>分支点之后的内容</translation>
    </message>
    <message>
        <source>Save the branch…</source>
        <translation>保存分支…</translation>
    </message>
    <message>
        <source>Export the branch…</source>
        <translation>导出分支…</translation>
    </message>
    <message>
        <source>Throw the branch away</source>
        <translation>丢弃分支</translation>
    </message>
    <message>
        <source>Drop, or take back in (Delete)</source>
        <translation>删去，或重新加入（Delete）</translation>
    </message>
    <message>
        <source>Drop with all that came of it (Shift+Delete)</source>
        <translation>连同其引起的一切一并删去（Shift+Delete）</translation>
    </message>
    <message>
        <source>Change the payload… (Return)</source>
        <translation>更改载荷…（Return）</translation>
    </message>
    <message>
        <source>Insert an event after it… (Insert)</source>
        <translation>在其后插入事件…（Insert）</translation>
    </message>
    <message>
        <source>Move earlier (Alt+Up)</source>
        <translation>前移（Alt+Up）</translation>
    </message>
    <message>
        <source>Move later (Alt+Down)</source>
        <translation>后移（Alt+Down）</translation>
    </message>
    <message>
        <source>Issue a command…</source>
        <translation>发出命令…</translation>
    </message>
    <message>
        <source>Decide a command on this branch that was never issued</source>
        <translation>在此分支上决定一条从未发出过的命令</translation>
    </message>
    <message>
        <source>running…</source>
        <translation>运行中…</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>{0} earlier events are not listed.</source>
        <translation>更早的 {0} 个事件未列出。</translation>
    </message>
    <message>
        <source>Change {0}</source>
        <translation>更改 {0}</translation>
    </message>
    <message>
        <source>Insert an event into {0}</source>
        <translation>向 {0} 插入事件</translation>
    </message>
    <message>
        <source>Issue a command on the branch</source>
        <translation>在分支上发出命令</translation>
    </message>
    <message>
        <source>Save the branch</source>
        <translation>保存分支</translation>
    </message>
    <message>
        <source>Open a branch</source>
        <translation>打开分支</translation>
    </message>
    <message>
        <source>Export the branch</source>
        <translation>导出分支</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设分析</translation>
    </message>
    <message>
        <source>Throw away the branch at position {0}? Its edits are not saved.</source>
        <translation>丢弃位置 {0} 处的分支？其编辑尚未保存。</translation>
    </message>
</context>
<context>
    <name>When</name>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>monday</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>tuesday</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>wednesday</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>thursday</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>friday</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>saturday</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>sunday</source>
        <translation>周日</translation>
    </message>
</context>
<context>
    <name>WordDialog</name>
    <message>
        <source>Copy the new text</source>
        <translation>复制新文本</translation>
    </message>
</context>
<context>
    <name>_Group</name>
    <message>
        <source>{0} (optional)</source>
        <translation>{0}（可选）</translation>
    </message>
</context>
<context>
    <name>_List</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add an item to {0}</source>
        <translation>向 {0} 添加一项</translation>
    </message>
    <message>
        <source>Remove this item</source>
        <translation>移除此项</translation>
    </message>
</context>
<context>
    <name>_Popup</name>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
</context>
</TS>
