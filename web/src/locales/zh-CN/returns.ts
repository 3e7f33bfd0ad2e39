export default {
  searchHint: '单号、订单、客户',
  new: '新建退货',
  post: '确认退货',
  empty: {
    title: '还没有退货单',
    text: '退货从已签收的发货单开始，数量与金额按原单计算。',
    action: '查看已签收的发货单',
  },
  pickTitle: '从哪张发货单退货？',
  col: {
    date: '退货日期',
    total: '退货金额',
    returnable: '可退数量',
    qty: '退货数量',
    billed: '开票情况',
  },
  lines: '退货明细',
  billed: '已开票',
  unbilled: '未开票',
  next: '包含已开票的货物，请在原发票上开具红字。',
  reasons: { quality: '质量问题', wrong: '型号不符', surplus: '多发', unsold: '滞销退回' },
  done: '退货已入账',
};
