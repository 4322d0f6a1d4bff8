import { useState } from 'react';
import { ApiProblem } from '../../api/client';

/** Does something on the server: whether it is under way, and why it failed. */
export function useDeed(): {
  readonly busy: boolean;
  readonly failure: string;
  readonly run: (deed: () => Promise<unknown>) => Promise<boolean>;
} {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const run = async (deed: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setFailure('');
    try {
      await deed();
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFailure(error.message);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, run };
}
