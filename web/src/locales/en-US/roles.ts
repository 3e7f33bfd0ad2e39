export default {
  clerk: 'Settlement clerk',
  sales: 'Sales',
  sales_manager: 'Sales manager',
  logistics: 'Logistics',
  finance: 'Finance',
  cashier: 'Cashier',
  credit_controller: 'Credit controller',
  legal: 'Legal',
  auditor: 'Auditor',
  administrator: 'Administrator',
};
