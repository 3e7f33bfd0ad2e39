import type { FormInstance } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldPath, type ApiProblem } from '@/lib/problem';
import { fieldText } from '../ui/problem-text';

/** Puts the field errors of a refusal at the form's fields (`address.city`, `lines[0].qty`). */
export function useFieldErrors<T>(form: FormInstance<T>, problem: ApiProblem | null): void {
  const { t } = useTranslation();
  useEffect(() => {
    const fields = problem?.fields ?? [];
    if (fields.length === 0) return;
    const entries = fields.map((field) => ({
      name: fieldPath(field.path).map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
      errors: [fieldText(t, field)],
    }));
    form.setFields(entries as Parameters<FormInstance<T>['setFields']>[0]);
  }, [form, problem, t]);
}
