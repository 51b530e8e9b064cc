import { DataSourceError, describeError } from '../../core/errors.ts';

export interface Failure {
  readonly title: string;
  readonly text: string;
  /** Closed by default: method, path, status. */
  readonly detail: string | undefined;
  readonly canRetry: boolean;
  readonly signIn: boolean;
}

/** A search that failed, as the reader is told: what, why, and what to do. */
export function describeFailure(error: unknown, sourceName: string): Failure {
  if (!(error instanceof DataSourceError)) {
    return {
      title: 'The study list cannot be shown',
      text: describeError(error),
      detail: undefined,
      canRetry: true,
      signIn: false,
    };
  }
  return {
    title: titles[error.kind](sourceName),
    text: error.message,
    detail: error.detail,
    // A missing right may have been granted since, and signing in happens elsewhere: asking again is always offered.
    canRetry: true,
    signIn: error.kind === 'unauthorized',
  };
}

const titles: Readonly<Record<DataSourceError['kind'], (name: string) => string>> = {
  unreachable: (name) => `${name} cannot be reached`,
  timeout: (name) => `${name} does not answer`,
  unauthorized: (name) => `${name} asks you to sign in`,
  forbidden: (name) => `You may not search ${name}`,
  notFound: (name) => `${name} has no study search at its configured address`,
  busy: (name) => `${name} is busy`,
  server: (name) => `${name} failed to answer`,
  rejected: (name) => `${name} refused this search`,
  malformed: (name) => `${name} sent an answer that cannot be read`,
};
