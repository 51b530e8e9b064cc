import type { DataSourceError } from '../../core/errors.ts';

/**
 * Closed by the first 401: from then on every request of this source rejects
 * with that same error object without being sent, so a hundred frames give one
 * message and no traffic. `resume` opens it, e.g. after signing in or when the
 * user asks to try again.
 */
export interface SignInGate {
  /** Why it is closed; undefined while it is open. */
  readonly closedBy: DataSourceError | undefined;
  /** Keeps the first error when it is closed already, and returns the one that counts. */
  close(error: DataSourceError): DataSourceError;
  resume(): void;
  /** Told on each change; returns the function that stops it. */
  subscribe(listener: (closedBy: DataSourceError | undefined) => void): () => void;
}

export function createSignInGate(): SignInGate {
  let closedBy: DataSourceError | undefined;
  const listeners = new Set<(closedBy: DataSourceError | undefined) => void>();
  const tell = (): void => {
    for (const listener of listeners) listener(closedBy);
  };
  return {
    get closedBy() {
      return closedBy;
    },
    close(error) {
      if (closedBy) return closedBy;
      closedBy = error;
      tell();
      return error;
    },
    resume() {
      if (!closedBy) return;
      closedBy = undefined;
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
