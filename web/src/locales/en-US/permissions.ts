/** What one may do: `permissions.<area>.<verb>`; `permissions.area` names the areas. */
export default {
  area: {
    customers: 'Customers',
    products: 'Products',
    orders: 'Orders',
    deliveries: 'Deliveries',
    returns: 'Returns',
    invoices: 'Invoices',
    receipts: 'Receipts',
    bank: 'Bank statements',
    bills: 'Bills',
    allocations: 'Allocation',
    write_offs: 'Write-offs',
    statements: 'Statements',
    reports: 'Reports',
    ledger: 'Ledger',
    imports: 'Imports',
    exports: 'Exports',
    attachments: 'Files',
    settings: 'Settings',
    users: 'Users',
    audit: 'Audit',
    system: 'System',
    self: 'Own account',
  },
  customers: {
    read: 'See customers',
    write: 'Create and change customers',
    credit: 'Limits, hold and stop',
    private: 'Bank data and phones unmasked',
  },
  products: {
    read: 'See products and prices',
    write: 'Change products, prices, tax rates',
    cost: 'See cost and margin',
  },
  orders: {
    read: 'See orders',
    write: 'Enter, change, submit orders',
    confirm: 'Confirm, close, cancel orders',
    release: 'Release findings',
  },
  deliveries: {
    read: 'See deliveries and returns',
    write: 'Dispatch deliveries',
    sign: 'Record sign-off',
  },
  returns: {
    write: 'Take goods back',
  },
  invoices: {
    read: 'See invoices',
    write: 'Draft invoices and credits',
    issue: 'Issue invoices',
  },
  receipts: {
    read: 'See receipts and allocations',
    write: 'Enter and claim receipts',
  },
  bank: {
    read: 'See bank statements',
  },
  bills: {
    write: 'Enter, endorse, discount, present bills',
  },
  allocations: {
    write: 'Allocate and undo',
  },
  write_offs: {
    write: 'Write off small differences',
  },
  statements: {
    read: 'See statements',
    write: 'Make and void statements',
  },
  reports: {
    read: 'See ageing, balances, dashboards',
  },
  ledger: {
    read: 'See entries, trial balance, periods',
    close: 'Close and reopen periods',
  },
  imports: {
    write: 'Run imports',
  },
  exports: {
    read: 'Export lists',
  },
  attachments: {
    write: 'Attach files',
  },
  settings: {
    read: 'See settings',
    write: 'Change settings',
  },
  users: {
    read: 'See users, roles, departments',
    write: 'Create users, assign roles',
  },
  audit: {
    read: 'See the audit log',
  },
  system: {
    verify: "Verify, see everybody's jobs",
  },
  self: {
    use: "Use one's own account",
  },
};
