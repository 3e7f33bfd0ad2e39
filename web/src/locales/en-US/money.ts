export default {
  exposure: {
    used: 'Exposure',
    limit: 'Limit',
    noLimit: 'No limit',
    chart: 'What the exposure is made of',
    billed: 'Invoiced, unpaid',
    unbilled: 'Signed, not invoiced',
    undelivered: 'Confirmed, not signed',
    bills: 'Unpaid bills',
    foreign: 'Other currencies',
    credit: 'Unapplied money and credits',
    extra: 'This order',
    left: 'Left of the limit',
    over: 'Over the limit by',
  },
};
