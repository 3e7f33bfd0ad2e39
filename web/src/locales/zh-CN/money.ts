export default {
  exposure: {
    used: '信用占用',
    limit: '额度',
    noLimit: '不限额度',
    chart: '信用占用构成',
    billed: '已开票未收',
    unbilled: '已签收未开票',
    undelivered: '已确认未签收',
    bills: '未兑付票据',
    foreign: '外币折算',
    credit: '未核销收款与贷项',
    extra: '本单',
    left: '剩余额度',
    over: '超出额度',
  },
};
