import type { Instance } from '../../core/dicom/instance.ts';
import { sopClassEntry, sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { videoCodec } from '../../core/dicom/transferSyntax.ts';
import type { DisplaySetInput, DisplaySetMessage } from '../../core/displaySet/displaySet.ts';
import { frameCount } from '../../core/displaySet/images.ts';
import { referencesOf } from '../../core/displaySet/references.ts';
import type { SopClassHandler } from '../../core/extension/sopClassHandler.ts';

/**
 * Video streams, one display set each: the classes made for video, and other
 * images whose transfer syntax is a video stream. Whether a browser can play one
 * is decided by its codec, which the archive may not tell.
 * @see PS3.3 A.32.5 to A.32.7, PS3.5 8.2.5 to 8.2.12
 */
export const videoHandler: SopClassHandler = {
  name: 'video',
  sopClassUids: sopClassUidsOf('G', 'E', 'D', 'F'),
  splitBy: ['object'],
  sortBy: ['instance number'],
  getDisplaySetsFromSeries(instances) {
    const videos = instances.filter(isVideo);
    return videos.map((instance) => videoSet(instance, videos.length > 1));
  },
  reasonLeft: () => 'its frames are single images, not a video stream',
};

const isVideo = (instance: Instance): boolean =>
  videoCodec(instance) !== undefined || sopClassEntry(instance.SOPClassUID)?.group === 'G';

function videoSet(instance: Instance, severalInSeries: boolean): DisplaySetInput {
  const codec = videoCodec(instance);
  const { InstanceNumber } = instance;
  return {
    instances: [instance],
    splitKey: instance.SOPInstanceUID,
    ...(severalInSeries && InstanceNumber !== undefined && { splitLabel: `clip ${InstanceNumber}` }),
    splitValues: { SOPInstanceUID: instance.SOPInstanceUID, codec: codec ?? 'not given' },
    sortedBy: 'a single video',
    viewportKinds: ['video', 'card', 'tags'],
    isMultiFrame: true,
    numImageFrames: frameCount(instance),
    representativeImageIndex: 0,
    references: referencesOf(instance, { purpose: 'recorded with' }),
    messages: playability(codec),
    reason: codec === undefined ? 'a class made for video' : `its frames are one ${codec} stream`,
  };
}

function playability(codec: string | undefined): readonly DisplaySetMessage[] {
  switch (codec) {
    case 'MPEG-2':
      return [
        {
          severity: 'warning',
          code: 'video-not-playable',
          text: 'MPEG-2 video: no browser plays it; save the object to see it in a video player',
        },
      ];
    case 'HEVC':
      return [
        { severity: 'info', code: 'video-some-browsers', text: 'HEVC video: only some browsers play it' },
      ];
    case undefined:
      return [
        {
          severity: 'info',
          code: 'video-codec-unknown',
          text: 'The archive does not say how this video is compressed: whether it plays is known when it is opened',
        },
      ];
    default:
      return [];
  }
}
