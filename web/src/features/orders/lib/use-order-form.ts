/** State and saving of the order form. */
import { Form } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { filledRows } from '@/components/form/grid/grid-rows';
import type { GridRow } from '@/components/form/grid/types';
import { http } from '@/lib/http';
import { paths } from '@/lib/paths';
import { useCommand } from '@/lib/use-command';
import { orderKeys, type OrderBody, type OrderDone, type OrderView } from '../api';
import { orderBody, type HeadValues } from './order-draft';

interface Wish {
  body: OrderBody;
  submit: boolean;
  accept_warnings: boolean;
}

export function useOrderForm(first: HeadValues, lines: GridRow[], order?: OrderView) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [form] = Form.useForm<HeadValues>();
  const [head, setHead] = useState<HeadValues>(first);
  const [rows, keepRows] = useState<GridRow[]>(lines);
  const [sent, setSent] = useState<GridRow[]>([]);
  const [dirty, setDirty] = useState(false);
  const version = useRef(order?.version);
  const now = useRef({ head, rows });
  useEffect(() => {
    now.current = { head, rows };
  });

  const setRows = useCallback((next: GridRow[] | ((old: GridRow[]) => GridRow[])) => {
    keepRows(next);
    setDirty(true);
  }, []);
  const change = useCallback(
    (patch: HeadValues) => {
      form.setFieldsValue(patch);
      setHead((old) => ({ ...old, ...patch }));
    },
    [form],
  );

  const save = useCommand({
    run: async (input: Wish, key): Promise<OrderDone> => {
      const { body, submit, accept_warnings } = input;
      if (!order) return http.post('/orders', { order: body, submit, accept_warnings }, { key });
      const changed = await http.patch<OrderDone>(`/orders/${order.id}`, body, {
        key,
        version: version.current,
      });
      // Saved it is, even when submitting is refused: the next try goes on from here.
      version.current = changed.version;
      if (!submit) return changed;
      return http.post(
        `/orders/${order.id}/submit`,
        { accept_warnings },
        { key: `${key}-submit`, version: changed.version },
      );
    },
    invalidates: [orderKeys.all],
    success: (done, { submit }) =>
      t(submit ? 'orders.done.submit' : 'orders.done.save', { number: done.number }),
    onSuccess: (done) => {
      flushSync(() => setDirty(false));
      void navigate({ to: paths.order(done.id) });
    },
  });

  const send = async (submit: boolean, accept_warnings: boolean) => {
    const valid = await form.validateFields().then(
      () => true,
      () => false,
    );
    if (!valid || save.pending) return;
    // The cell that was being typed in has been taken over meanwhile.
    const { head: last, rows: lines } = now.current;
    setSent(filledRows(lines));
    save.run({ body: orderBody(last, lines), submit, accept_warnings });
  };

  return {
    form,
    head,
    rows,
    sent,
    dirty,
    setRows,
    change,
    touch: (all: HeadValues) => {
      setHead((old) => ({ ...old, ...all }));
      setDirty(true);
    },
    save,
    submit: (andSubmit: boolean, acceptWarnings: boolean) => void send(andSubmit, acceptWarnings),
  };
}
