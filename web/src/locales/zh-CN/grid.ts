export default {
  addRow: '添加行',
  deleteRow: '删除行',
  rowCount_other: '{{count}} 行',
  errorCount_other: '{{count}} 处需要更正',
  pasteHint: '可直接从 Excel 复制粘贴 · Enter 下移 · Tab 右移 · Ctrl+Enter 插入行',
  pasted_other: '已粘贴 {{count}} 行',
  empty: '点击这里开始录入，或从 Excel 粘贴',
  lookupNone: '没有匹配，按 Esc 放弃',
  lookupError: '查询失败，请重试',
  searching: '正在查找…',
  total: '合计',
};
