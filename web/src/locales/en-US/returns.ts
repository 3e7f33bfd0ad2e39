export default {
  searchHint: 'Number, order, customer',
  new: 'New return',
  post: 'Post return',
  empty: {
    title: 'No returns yet',
    text: 'A return starts at a signed delivery; quantities and amounts follow it.',
    action: 'Signed deliveries',
  },
  pickTitle: 'Which delivery comes back?',
  col: {
    date: 'Returned on',
    total: 'Return value',
    returnable: 'Returnable',
    qty: 'Quantity',
    billed: 'Billing',
  },
  lines: 'Return lines',
  billed: 'Invoiced',
  unbilled: 'Not invoiced',
  next: 'Contains invoiced goods: credit the original invoice.',
  reasons: { quality: 'Quality', wrong: 'Wrong model', surplus: 'Sent too many', unsold: 'Unsold' },
  done: 'Return posted',
};
