import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../../server/server.ts';
import { hasOrthanc, startOrthanc } from '../../../server/testing/orthanc.ts';
import { testData } from '../../../server/testing/testData.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { createDicomWebDataSource, type DicomWebDataSource } from './createDicomWebDataSource.ts';

/** The same journey against real servers, with real objects; skipped where there are none. */
const data = testData();
const ever = new AbortController().signal;
const FOLDERS = ['ct-head-ge', 'ecg-pdf-op', 'us-cine'];

interface Running {
  readonly root: string;
  readonly stop: () => Promise<void>;
}

/** Name, whether it is here, and how it is started. */
const archives: [string, boolean, (folders: string[]) => Promise<Running>][] = [
  ['Orthanc', hasOrthanc(), async (files) => startOrthanc({ files })],
  [
    'the embedded archive',
    true,
    async (folders) => {
      const server = await startServer({ folders, port: 0 });
      await server.archive.whenIndexed();
      return { root: `${server.url}dicom-web`, stop: () => server.close() };
    },
  ],
];

describe.each(archives)('%s', (name, isInstalled, start) => {
  const skip =
    data === undefined || !isInstalled || !FOLDERS.every((folder) => existsSync(join(data, folder)));

  describe.skipIf(skip)('with real objects', () => {
    let running: Running | undefined;
    let source: DicomWebDataSource;
    beforeAll(async () => {
      running = await start(FOLDERS.map((folder) => join(data ?? '', folder)));
      source = createDicomWebDataSource({ id: 'real', displayName: name, root: running.root });
    }, 120_000);
    afterAll(async () => running?.stop());

    const seriesOf = async (StudyInstanceUID: string) => {
      const [series] = await source.searchSeries(StudyInstanceUID, ever);
      if (!series) throw new Error('no series');
      return series;
    };
    /** The CT head, whose files end in their pixels. */
    const head = async (): Promise<{ image: Instance; file: Buffer; images: number }> => {
      const file = readFileSync(join(data ?? '', 'ct-head-ge/02.dcm'));
      const uid = '1.2.826.0.1.3680043.9.4245.6127377994274960727082086578984820875';
      const study = '1.2.826.0.1.3680043.9.4245.1760717064491086528325869788156915668';
      const { instances } = await source.retrieveSeriesMetadata(await seriesOf(study), { signal: ever });
      const image = instances.find((instance) => instance.SOPInstanceUID === uid);
      if (!image) throw new Error('no such image');
      return { image, file, images: instances.length };
    };

    it('pages through its studies', async () => {
      const all = await source.searchStudies({ limit: 50, offset: 0 }, ever);
      expect(all.hasMore).toBe(false);
      const uids = all.studies.map((study) => study.StudyInstanceUID);
      expect(uids.length).toBeGreaterThanOrEqual(3);
      const first = await source.searchStudies({ limit: 2, offset: 0 }, ever);
      const second = await source.searchStudies({ limit: 2, offset: 2 }, ever);
      expect(first.hasMore).toBe(true);
      expect([...first.studies, ...second.studies].map((study) => study.StudyInstanceUID)).toEqual(
        uids.slice(0, 4),
      );
      const found = await source.findStudy(uids[0] ?? '', ever);
      expect(found?.StudyInstanceUID).toBe(uids[0]);
      expect(await source.findStudy('1.2.3.4.5.6.7', ever)).toBeUndefined();
    });

    it('finds a study by a part of its PatientID', async () => {
      const { image } = await head();
      const ofHead = { PatientID: (image.PatientID ?? '').slice(1), limit: 50, offset: 0 };
      const page = await source.searchStudies(ofHead, ever);
      expect(page.studies.map((study) => study.StudyInstanceUID)).toContain(image.StudyInstanceUID);
      const none = await source.searchStudies({ ...ofHead, PatientID: 'nobody has this' }, ever);
      expect(none.studies).toEqual([]);
    });

    it('gives metadata, and the very bytes of a frame', async () => {
      const { image, file, images } = await head();
      expect([images, image.Rows, image.Columns]).toEqual([28, 512, 512]);
      const frame = { ...image, frame: 1 };
      const options = { signal: ever, expectedBytes: 512 * 512 * 2 };
      const { bytes, transferSyntaxUID } = await source.retrieveFrame(frame, options);
      expect(transferSyntaxUID).toBe('1.2.840.10008.1.2.1');
      expect(Buffer.compare(bytes, file.subarray(-bytes.length))).toBe(0);
      expect(bytes.length).toBe(512 * 512 * 2);
      const raw = await source.retrieveInstanceMetadata(image, ever);
      expect(raw['00280010']?.Value).toEqual([512]);
    });

    it('gives the file', async () => {
      const { image, file } = await head();
      const whole = await source.retrieveInstance(image, { signal: ever });
      expect(Buffer.from(await whole.arrayBuffer()).includes(file.subarray(-512 * 512 * 2))).toBe(true);
    });

    it('gives a small picture', async () => {
      const { image } = await head();
      const picture = await source.retrieveThumbnail({ ...image, frame: 1 }, 128, ever);
      expect(picture?.type).toMatch(/^image\/(jpeg|png)$/);
      expect(picture?.size).toBeLessThan(20_000);
    });

    it('gives a document by its bulk data address', async () => {
      const { studies } = await source.searchStudies({ limit: 50, offset: 0 }, ever);
      const documents: Uint8Array[] = [];
      for (const { StudyInstanceUID } of studies) {
        for (const series of await source.searchSeries(StudyInstanceUID, ever)) {
          const { instances } = await source.retrieveSeriesMetadata(series, { signal: ever });
          for (const { EncapsulatedDocument } of instances) {
            if (EncapsulatedDocument?.BulkDataURI)
              documents.push(
                await source.retrieveBulkData(EncapsulatedDocument.BulkDataURI, { signal: ever }),
              );
          }
        }
      }
      expect(documents.map((bytes) => Buffer.from(bytes.subarray(0, 5)).toString())).toContain('%PDF-');
    });
  });
});

describe.skipIf(data === undefined || !hasOrthanc())(
  'Orthanc, asked for what it cannot send as stored',
  () => {
    it('transcodes a big endian image for us', async () => {
      const folder = join(data ?? '', 'transfer-syntaxes-ct');
      const bigEndian = 'CTImage.dcm_BigEndianExplicitTransferSyntax_1.2.840.10008.1.2.2.dcm';
      const orthanc = await startOrthanc({ files: [join(folder, bigEndian)] });
      try {
        const source = createDicomWebDataSource({ id: 'real', displayName: 'Orthanc', root: orthanc.root });
        const [study] = (await source.searchStudies({ limit: 1, offset: 0 }, ever)).studies;
        const [series] = await source.searchSeries(study?.StudyInstanceUID ?? '', ever);
        if (!series) throw new Error('no series');
        const [image] = (await source.retrieveSeriesMetadata(series, { signal: ever })).instances;
        if (!image) throw new Error('no image');
        const { bytes, transferSyntaxUID } = await source.retrieveFrame(
          { ...image, frame: 1 },
          { signal: ever },
        );
        const plain = readFileSync(
          join(folder, 'CTImage.dcm_LittleEndianExplicitTransferSyntax_1.2.840.10008.1.2.1.dcm'),
        );
        expect(transferSyntaxUID).toBe('1.2.840.10008.1.2.1');
        expect(plain.includes(Buffer.from(bytes))).toBe(true);
      } finally {
        await orthanc.stop();
      }
    }, 60_000);
  },
);
