import { SafetyCertificateOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { StatusTag } from '@/components/ui/status-tag';
import { formatInstant } from '@/lib/dates';
import { paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { readVerification, verifyKey } from '../api';
import { proofOf } from '../lib/jobs';

/** Whether the chain of events was proved, and when; opens the verification. */
export function ChainState() {
  const { t } = useTranslation();
  const allowed = useCan()('system.verify');
  const query = useQuery({
    queryKey: verifyKey,
    queryFn: ({ signal }) => readVerification(signal),
    enabled: allowed,
  });
  if (!allowed || query.data === undefined) return null;
  const proof = proofOf(query.data);
  return (
    <Link to={paths.verify}>
      <Button type="text" icon={<SafetyCertificateOutlined />}>
        {proof ? (
          <>
            <StatusTag
              status={proof.ok ? 'verified' : 'error'}
              label={
                proof.ok
                  ? t('books.verify.ok')
                  : t('books.verify.bad', { count: proof.problems.length })
              }
            />
            <span className="jq-num">{formatInstant(proof.at)}</span>
          </>
        ) : (
          t('books.verify.never')
        )}
      </Button>
    </Link>
  );
}
