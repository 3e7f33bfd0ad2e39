export default {
  clerk: '结算专员',
  sales: '销售',
  sales_manager: '销售经理',
  logistics: '物流',
  finance: '财务',
  cashier: '出纳',
  credit_controller: '信控',
  legal: '法务',
  auditor: '审计',
  administrator: '管理员',
};
