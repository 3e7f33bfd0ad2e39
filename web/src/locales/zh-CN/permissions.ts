/** What one may do: `permissions.<area>.<verb>`; `permissions.area` names the areas. */
export default {
  area: {
    customers: '客户',
    products: '产品',
    orders: '订单',
    deliveries: '发货签收',
    returns: '退货',
    invoices: '发票',
    receipts: '收款',
    bank: '银行流水',
    bills: '票据',
    allocations: '核销',
    write_offs: '尾差',
    statements: '对账单',
    reports: '报表',
    ledger: '总账',
    imports: '导入',
    exports: '导出',
    attachments: '附件',
    settings: '设置',
    users: '用户',
    audit: '审计',
    system: '系统',
    self: '个人',
  },
  customers: {
    read: '查看客户',
    write: '新建、修改客户',
    credit: '调整额度、暂停与恢复',
    private: '查看银行账号与电话全文',
  },
  products: {
    read: '查看产品与价格',
    write: '修改产品、价格、税率',
    cost: '查看成本与毛利',
  },
  orders: {
    read: '查看订单',
    write: '录入、修改、提交订单',
    confirm: '确认、关闭、取消订单',
    release: '放行核对结果',
  },
  deliveries: {
    read: '查看发货与退货',
    write: '发货',
    sign: '登记签收',
  },
  returns: {
    write: '登记退货',
  },
  invoices: {
    read: '查看发票',
    write: '起草发票与红字发票',
    issue: '开具发票、补录号码',
  },
  receipts: {
    read: '查看收款与核销',
    write: '录入、认领收款',
  },
  bank: {
    read: '查看银行流水',
  },
  bills: {
    write: '登记、背书、贴现、提示付款票据',
  },
  allocations: {
    write: '核销与撤销',
  },
  write_offs: {
    write: '核销尾差',
  },
  statements: {
    read: '查看对账单',
    write: '生成、作废对账单',
  },
  reports: {
    read: '查看账龄、余额与看板',
  },
  ledger: {
    read: '查看凭证、试算平衡、期间',
    close: '结账与反结账',
  },
  imports: {
    write: '导入数据',
  },
  exports: {
    read: '导出列表',
  },
  attachments: {
    write: '上传附件',
  },
  settings: {
    read: '查看设置',
    write: '修改设置',
  },
  users: {
    read: '查看用户、角色、部门',
    write: '新建用户、分配角色',
  },
  audit: {
    read: '查看审计记录',
  },
  system: {
    verify: '运行核验、查看全部任务',
  },
  self: {
    use: '使用自己的账号',
  },
};
