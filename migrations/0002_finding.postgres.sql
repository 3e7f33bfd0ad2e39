-- "Begins with" is a range by bytes, whatever order the database was made with.
create index customers_code_bytes on customers (company_id, code collate "C");
create index customers_name_bytes on customers (company_id, name collate "C");
create index products_sku_bytes on products (company_id, sku collate "C");
create index products_name_bytes on products (company_id, name collate "C");
create index sales_orders_number_bytes on sales_orders (company_id, number collate "C");
create index sales_orders_source_bytes on sales_orders (company_id, source_no collate "C") where source_no is not null;
create index deliveries_number_bytes on deliveries (company_id, number collate "C");
create index deliveries_source_bytes on deliveries (company_id, source_no collate "C") where source_no is not null;
create index invoices_number_bytes on invoices (company_id, number collate "C");
create index invoices_bureau_bytes on invoices (company_id, bureau_number collate "C") where bureau_number is not null;
create index invoices_source_bytes on invoices (company_id, source_no collate "C") where source_no is not null;
create index receipts_number_bytes on receipts (company_id, number collate "C");
create index statements_number_bytes on statements (company_id, number collate "C");
