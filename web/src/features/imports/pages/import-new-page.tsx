import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Collapse, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDrop } from '@/components/form/file-drop';
import { Page, Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { saveBlob } from '@/lib/http';
import { paths } from '@/lib/paths';
import { useCommand } from '@/lib/use-command';
import { choiceParam, useUrlState } from '@/lib/use-url-state';
import { createImport, importKeys, KINDS, readKinds, type ImportKind } from '../api';
import styles from '../components/import.module.css';
import { KindPicker } from '../components/kind-picker';
import { OptionFields } from '../components/option-fields';
import { ACCEPTED, askedFor, keepFor, MOST_BYTES, sheetsOf, type Options } from '../lib/options';
import { templateText } from '../lib/template';

const SPEC = { kind: choiceParam(['', ...KINDS], '') };

/** What, and from which file; the file is looked at as soon as it is there. */
export function ImportNewPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [{ kind }, setUrl] = useUrlState(SPEC);
  const [file, setFile] = useState<File | null>(null);
  const [lines, setLines] = useState<File | null>(null);
  const [options, setOptions] = useState<Options>({});
  const specs = useQuery({
    queryKey: importKeys.extra('kinds'),
    queryFn: ({ signal }) => readKinds(signal),
    staleTime: Infinity,
  });
  const create = useCommand({
    run: createImport,
    invalidates: [importKeys.all],
    onSuccess: (made) => void navigate({ to: paths.import(made.id) }),
  });
  const asked = askedFor(create.problem);
  const sheets = sheetsOf(create.problem);
  const tooLarge = [file, lines].find((f) => f !== null && f.size > MOST_BYTES);
  const spec = specs.data?.find((s) => s.kind === kind);

  const look = (chosen: ImportKind, of: File, more: Options = options) =>
    create.run({
      kind: chosen,
      file: of,
      lines: chosen === 'orders' ? lines : null,
      options: more,
    });
  const take = (chosen: File | null) => {
    create.reset();
    setFile(chosen);
    // Orders may come in two files and need a decision about credit first.
    if (chosen && kind && kind !== 'orders' && chosen.size <= MOST_BYTES) look(kind, chosen);
  };
  const pick = (next: ImportKind) => {
    create.reset();
    setUrl({ kind: next });
    setOptions(keepFor(options, next));
    if (next !== 'orders') setLines(null);
  };
  const saveTemplate = () => {
    if (!spec) return;
    const name = t(`imports.kind.${spec.kind}.name`);
    saveBlob(
      new Blob([templateText(spec.whole)], { type: 'text/csv;charset=utf-8' }),
      `${t('imports.templateName', { kind: name })}.csv`,
    );
  };
  return (
    <Page title={t('imports.new')} back={paths.imports} hint={t('imports.newHint')}>
      <Panel title={t('imports.what')}>
        <KindPicker value={kind} onChange={pick} />
      </Panel>
      {kind !== '' && (
        <Panel
          title={t('imports.file')}
          extra={
            <Button
              type="link"
              size="small"
              icon={<DownloadOutlined />}
              disabled={!spec}
              onClick={saveTemplate}
            >
              {t('imports.template')}
            </Button>
          }
        >
          <Spin spinning={create.pending} description={t('imports.reading')}>
            <div className={styles.stack}>
              {kind === 'orders' && (
                <OptionFields
                  kind={kind}
                  about="rows"
                  values={options}
                  asked={asked}
                  onChange={setOptions}
                />
              )}
              <div className={styles.drops}>
                <FileDrop
                  accept={ACCEPTED}
                  title={t(kind === 'orders' ? 'imports.drop.orders' : 'imports.drop.file')}
                  hint={t('imports.drop.formats')}
                  file={file}
                  disabled={create.pending}
                  onFile={take}
                />
                {kind === 'orders' && (
                  <FileDrop
                    accept={ACCEPTED}
                    title={t('imports.drop.lines')}
                    hint={t('imports.drop.linesHint')}
                    file={lines}
                    disabled={create.pending}
                    onFile={setLines}
                  />
                )}
              </div>
              {tooLarge && (
                <Alert
                  type="error"
                  showIcon
                  title={t('imports.tooLarge', { file: tooLarge.name, most: 50 })}
                />
              )}
              <ProblemAlert error={create.problem} onClose={create.reset} />
              {kind === 'customers' &&
                file &&
                create.problem?.facts.permission === 'customers.credit' && (
                  <div>
                    <Button
                      onClick={() =>
                        create.run({
                          kind,
                          file,
                          lines: null,
                          options,
                          mapping: { credit_limit: null },
                        })
                      }
                    >
                      {t('imports.withoutLimit')}
                    </Button>
                  </div>
                )}
              <ProblemAlert error={specs.error} onRetry={() => void specs.refetch()} />
              <Collapse
                key={asked}
                ghost
                size="small"
                defaultActiveKey={asked && asked !== 'credit' ? ['file'] : []}
                items={[
                  {
                    key: 'file',
                    label: t('imports.fileOptions'),
                    children: (
                      <OptionFields
                        kind={kind}
                        about="file"
                        values={options}
                        asked={asked}
                        sheets={sheets}
                        onChange={setOptions}
                      />
                    ),
                  },
                ]}
              />
              {file && !tooLarge && (
                <div>
                  <Button type="primary" autoFocus onClick={() => look(kind, file)}>
                    {t('imports.look')}
                  </Button>
                </div>
              )}
            </div>
          </Spin>
        </Panel>
      )}
    </Page>
  );
}
