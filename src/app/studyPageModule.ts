/** The study page's code, loaded once it is likely to be needed. */
export const importStudyPage = () => import('./StudyPage.tsx');

/** Loads it ahead, and after it what draws pictures; a failure shows when the page is opened. */
export function prefetchStudyPage(): void {
  importStudyPage()
    .then(warmPictures)
    .catch(() => undefined);
}

async function warmPictures(): Promise<void> {
  const { warmUp } = await import('../adapters/cornerstone/mountStack.ts');
  warmUp();
}
