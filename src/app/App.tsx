import { Suspense, useEffect, useReducer, useState, type ReactNode } from 'react';
import { Router, useLocation, useSearch } from 'wouter';
import { ConfigurationError, describeError } from '../core/errors.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { TooltipLayer } from '../ui/TooltipLayer.tsx';
import { createApplication, type Application } from './createApplication.ts';
import { loadConfig } from './config.ts';
import { MessagePage } from './MessagePage.tsx';
import { StudyListPage } from './StudyListPage.tsx';
import { importStudyPage, loadedStudyPage, prefetchStudyPage } from './studyPageModule.ts';
import { StudyPageSkeleton } from './StudyPageSkeleton.tsx';

/** The folder the viewer is served from: every address is one level below it. */
const base = new URL('.', document.baseURI);
const routerBase = base.pathname.replace(/\/$/, '');

type Started =
  | { readonly status: 'starting' }
  | { readonly status: 'ready'; readonly application: Application }
  | { readonly status: 'failed'; readonly error: unknown };

export function App() {
  const [started, setStarted] = useState<Started>({ status: 'starting' });
  useEffect(() => {
    const abort = new AbortController();
    loadConfig(base.href, abort.signal)
      .then((config) => setStarted({ status: 'ready', application: createApplication(config, base.href) }))
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setStarted({ status: 'failed', error });
      });
    return () => abort.abort();
  }, []);

  if (started.status === 'failed') return <StartFailure error={started.error} />;
  return (
    <ErrorBoundary fallback={(error, reset) => <Crash error={error} reset={reset} />}>
      <Router base={routerBase}>
        <Pages application={started.status === 'ready' ? started.application : undefined} />
      </Router>
      <TooltipLayer />
    </ErrorBoundary>
  );
}

function Pages({ application }: { readonly application: Application | undefined }) {
  const [path] = useLocation();
  const search = useSearch();
  const [, modeId = '', ...rest] = path.split('/');
  const onStudyPage = modeId !== '';
  useEffect(() => {
    if (onStudyPage) prefetchStudyPage();
  }, [onStudyPage]);
  const StudyPage = useStudyPage(onStudyPage);
  if (rest.length > 0) return <UnknownAddress path={path} />;
  if (!onStudyPage) return application ? <StudyListPage application={application} /> : <Starting />;
  if (!application || !StudyPage) return <StudyPageSkeleton />;
  return (
    <Suspense fallback={<StudyPageSkeleton />}>
      <StudyPage application={application} modeId={decoded(modeId)} search={search} />
    </Suspense>
  );
}

/**
 * The study page, when its code is here, which it is at once after the list. Not by `lazy`: React draws what
 * has suspended no sooner than 300 ms after the fallback, also where the code has been here all the time.
 */
function useStudyPage(isWanted: boolean) {
  const page = loadedStudyPage();
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  const isMissing = isWanted && page === undefined;
  useEffect(() => {
    if (!isMissing) return undefined;
    const abort = new AbortController();
    importStudyPage().then(
      () => abort.signal.aborted || drawAgain(),
      (error: unknown) => abort.signal.aborted || setFailure({ error }),
    );
    return () => abort.abort();
  }, [isMissing]);
  // For the page that says so.
  if (failure) throw failure.error;
  return page;
}

/** As it stands when it is not well-formed: the page then says that there is no such mode. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const Starting = (): ReactNode => <div aria-busy="true" />;

const UnknownAddress = ({ path }: { readonly path: string }) => (
  <MessagePage title="There is nothing at this address">
    <p>
      The viewer has no page <code>{path}</code>.
    </p>
  </MessagePage>
);

function StartFailure({ error }: { readonly error: unknown }) {
  const isConfiguration = error instanceof ConfigurationError;
  return (
    <MessagePage
      title={isConfiguration ? 'The configuration cannot be used' : 'The viewer cannot start'}
      wayBack={false}
    >
      <p>{describeError(error)}</p>
      <p>Whoever runs this viewer can mend it in config.json, beside index.html.</p>
    </MessagePage>
  );
}

function Crash({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  return (
    <MessagePage title="This page failed" onRetry={reset}>
      <p>{describeError(error)}</p>
      <p>Nothing in the archive was changed. Try again, or go back to the studies.</p>
    </MessagePage>
  );
}
