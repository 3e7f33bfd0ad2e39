import { http } from '@/lib/http';
import { createKeys } from '@/lib/query-keys';

export interface ProductRow {
  id: string;
  sku: string;
  name: string;
  spec: string;
  unit: string;
  category: string;
  tax_rate: string | null;
  price: string | null;
  active: boolean;
  version: number;
}

export interface PriceRow {
  currency: string;
  valid_from: string;
  price: string;
}

export interface TaxRow {
  valid_from: string;
  tax_rate: string;
  treatment: string;
}

export interface ProductView extends ProductRow {
  tax_code: string;
  cost: string | null;
  floor_price: string | null;
  pack_multiple: string;
  note: string;
  prices: PriceRow[];
  tax_rates: TaxRow[];
}

export interface ProductValues {
  sku?: string;
  name?: string;
  spec?: string;
  unit?: string;
  category?: string;
  tax_code?: string;
  tax_rate?: string;
  price?: string;
  cost?: string;
  floor_price?: string;
  pack_multiple?: string;
  active?: boolean;
  note?: string;
}

export const productKeys = createKeys('products');

export const readProduct = (id: string, signal?: AbortSignal) =>
  http.get<ProductView>(`/products/${id}`, undefined, signal);
