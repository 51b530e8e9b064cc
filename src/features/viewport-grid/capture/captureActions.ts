import { describeError } from '../../../core/errors.ts';
import type { DisplaySet } from '../../../core/displaySet/displaySet.ts';
import { describeCount } from '../../../state/hangingCommands.ts';
import type { TaskRun } from '../../../state/tasks.ts';
import type { Viewer } from '../../../state/viewer.ts';
import { saveFile } from '../../../ui/saveFile.ts';
import { clipOf } from './clip.ts';
import { copyPicture, pictureOf } from './picture.ts';
import { saveSeries, zipName } from './seriesFiles.ts';

const shownIn = ({ store }: Viewer, viewportId: string): DisplaySet | undefined => {
  const { hanging, displaySets } = store.getState();
  const uid = hanging.cells.find(({ id }) => id === viewportId)?.displaySetInstanceUID;
  return uid === undefined ? undefined : displaySets.get(uid);
};

/** "CT 2 image 120.png": what it shows, and nothing of the patient. */
function fileName(viewer: Viewer, viewportId: string, extension: string): string {
  const { Modality = '', SeriesNumber = '' } = shownIn(viewer, viewportId) ?? {};
  const { image, plane } = viewer.live.state(viewportId);
  const place = plane ? `${plane.view.name} ${plane.index + 1}` : image ? `image ${image.index + 1}` : '';
  return `${[Modality, SeriesNumber, place].filter((part) => part !== '').join(' ')}.${extension}`;
}

/** Saves what a viewport shows as PNG; a failure is told. */
export async function savePicture(viewer: Viewer, viewportId: string, withText: boolean): Promise<void> {
  try {
    const picture = await pictureOf(viewportId, viewer.live.handle(viewportId), withText);
    saveFile(picture, fileName(viewer, viewportId, 'png'));
    viewer.announce(withText ? 'The picture is saved with its text.' : 'The picture is saved.');
  } catch (error) {
    tellFailure(viewer, 'The picture was not saved', error);
  }
}

/** Puts what a viewport shows on the clipboard; a failure is told. */
export async function copyPictureOf(viewer: Viewer, viewportId: string, withText: boolean): Promise<void> {
  try {
    await copyPicture(() => pictureOf(viewportId, viewer.live.handle(viewportId), withText));
    viewer.notify({
      kind: 'info',
      title: 'The picture is on the clipboard',
      text: withText ? 'With its text: the patient is named in it.' : 'Without text.',
      transient: true,
    });
  } catch (error) {
    tellFailure(viewer, 'The picture was not copied', error);
  }
}

/** Saves the images of a viewport as a video, with progress; it can be cancelled. */
export async function saveClip(viewer: Viewer, viewportId: string, withText: boolean): Promise<void> {
  const handle = viewer.live.handle(viewportId);
  const displaySet = shownIn(viewer, viewportId);
  if (!handle || !displaySet) return;
  await viewer.runTask(`Making a video of ${displaySet.label}`, async (task) => {
    const gone = new AbortController();
    const stop = viewer.live.subscribe(() => {
      if (viewer.live.handle(viewportId) !== handle)
        gone.abort(new Error('The viewport shows something else now.'));
    });
    try {
      const run: TaskRun = { ...task, signal: AbortSignal.any([task.signal, gone.signal]) };
      const { frameTimesMs } = displaySet;
      const clip = await clipOf({ viewportId, handle, frameTimesMs, withText }, run);
      saveFile(clip, fileName(viewer, viewportId, 'webm'));
      return `The video is saved: ${(clip.size / 1e6).toFixed(1)} MB`;
    } finally {
      stop();
    }
  });
}

/** Saves the DICOM files of a display set as a ZIP, with progress; it can be cancelled. */
export async function saveDicom(viewer: Viewer, displaySet: DisplaySet): Promise<void> {
  await viewer.runTask(`Saving the files of ${displaySet.label}`, async (task) => {
    const { zip, saved, missing } = await saveSeries(displaySet, viewer.dataSource(), task);
    saveFile(zip, zipName(displaySet));
    const files = `${saved.toLocaleString()} ${saved === 1 ? 'file' : 'files'}`;
    if (missing.length > 0)
      viewer.notify({
        kind: 'warning',
        title: `${missing.length.toLocaleString()} of ${describeCount(displaySet)} are not in the ZIP file`,
        text: `They are listed in missing.txt inside it. The first: ${missing[0]?.reason ?? ''}`,
        action: { label: 'Try again', run: () => void saveDicom(viewer, displaySet) },
        transient: false,
      });
    return `${files} saved, ${(zip.size / 1e6).toFixed(1)} MB`;
  });
}

function tellFailure({ notify }: Viewer, title: string, error: unknown): void {
  notify({ kind: 'error', title, text: describeError(error), transient: false });
}
