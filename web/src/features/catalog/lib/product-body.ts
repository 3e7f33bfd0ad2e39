import type { ProductValues } from '../api';

/** Form values → request; empty figures are left out, so that they mean "none". */
export function productBody(values: ProductValues, isNew: boolean): Record<string, unknown> {
  const text = (value: string | undefined) => value?.trim() ?? '';
  const figure = (value: string | undefined) => (value ? value : null);
  return {
    ...(isNew ? { sku: text(values.sku) } : {}),
    name: text(values.name),
    spec: text(values.spec),
    unit: text(values.unit),
    category: text(values.category),
    tax_code: text(values.tax_code),
    note: text(values.note),
    floor_price: figure(values.floor_price),
    ...('cost' in values ? { cost: figure(values.cost) } : {}),
    ...(values.pack_multiple ? { pack_multiple: values.pack_multiple } : {}),
    ...(isNew
      ? {
          tax_rate: values.tax_rate ?? '0',
          ...(values.price ? { price: values.price } : {}),
        }
      : { active: values.active ?? true }),
  };
}
