import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { QueryView } from '@/components/ui/query-view';
import { DocSkeleton } from '@/components/ui/skeletons';
import { paths } from '@/lib/paths';
import { readUser, userKeys } from '../api';
import { NewUserForm } from '../components/new-user-form';
import { UserDetail } from '../components/user-detail';

export function UserNewPage() {
  return <NewUserForm />;
}

export function UserPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: userKeys.one(id),
    queryFn: ({ signal }) => readUser(id, signal),
  });
  return (
    <QueryView query={query} skeleton={<DocSkeleton />} back={paths.users}>
      {(user) => <UserDetail user={user} />}
    </QueryView>
  );
}
