import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridLayout } from '../core/layout/layout.ts';
import { writeScreen } from '../state/screenLink.ts';
import { readStudyUrl, screenPath } from './studyUrl.ts';
import { listPath, studyPath } from './urls.ts';

const read = (query: string) => readStudyUrl('viewer', new URLSearchParams(query), 'default');

describe('what a link asks for', () => {
  it.each([
    ['StudyInstanceUIDs=1.2,1.3'],
    ['StudyInstanceUIDs=1.2%2C1.3'],
    ['StudyInstanceUIDs=1.2&StudyInstanceUIDs=1.3'],
    ['StudyInstanceUIDs=1.2,%201.3,1.2,&foo=bar'],
  ])('takes a comma and a repeated parameter as the same: %s', (query) => {
    expect(read(query)).toEqual({
      request: { sourceId: 'default', modeId: 'viewer', StudyInstanceUIDs: ['1.2', '1.3'] },
    });
  });

  it('reads source, series, instance, frame and display set', () => {
    expect(
      read(
        'StudyInstanceUIDs=1&source=b&SeriesInstanceUID=1.1&SOPInstanceUID=1.1.1&frame=3&displaySet=2.25.9',
      ),
    ).toEqual({
      request: {
        sourceId: 'b',
        modeId: 'viewer',
        StudyInstanceUIDs: ['1'],
        SeriesInstanceUID: '1.1',
        SOPInstanceUID: '1.1.1',
        frame: 3,
        displaySetInstanceUID: '2.25.9',
      },
    });
  });

  it('reads a whole screen, and says why where it cannot', () => {
    const layout = gridLayout({ rows: 1, columns: 2 });
    const shown = {
      displaySetInstanceUID: '2.25.1',
      kind: 'stack',
      image: undefined,
      presentation: undefined,
    };
    const screen = { layout, active: 2, maximised: false, viewports: [undefined, shown] };
    const base = studyPath('viewer', ['1.2'], { id: 'a', isDefault: true }, ['x.y']);
    const path = screenPath(base, writeScreen(screen));
    expect(read(path.split('?')[1] ?? '')).toMatchObject({ request: { handlers: ['x.y'], screen } });
    expect(read('StudyInstanceUIDs=1&screen=7.abc')).toMatchObject({
      request: { screenProblem: expect.stringContaining('another version') },
    });
  });

  it.each([
    ['', 'StudyInstanceUIDs is missing'],
    ['StudyInstanceUIDs=,', 'StudyInstanceUIDs is missing'],
    ['StudyInstanceUIDs=../x', '../x'],
    [`StudyInstanceUIDs=${'1'.repeat(65)}`, 'not a valid UID'],
    ['StudyInstanceUIDs=1&SeriesInstanceUID=a', '"a"'],
    ['StudyInstanceUIDs=1&displaySet=<b>', '"<b>"'],
    ['StudyInstanceUIDs=1&frame=0', '"0"'],
    ['StudyInstanceUIDs=1&frame=1.5', '"1.5"'],
    ['StudyInstanceUIDs=1&frame=', '""'],
  ])('says what is wrong: %s', (query, says) => {
    const result = read(query);
    expect('problem' in result && result.problem).toContain(says);
  });
});

describe('addresses', () => {
  const [usual, second] = [
    { id: 'a', isDefault: true },
    { id: 'b', isDefault: false },
  ];
  it('are short, and are read as they were written', () => {
    expect(studyPath('cine', ['1.2', '1.3'], usual)).toBe('/cine?StudyInstanceUIDs=1.2,1.3');
    const path = studyPath('raw', ['1.2'], second);
    expect(readStudyUrl('raw', new URL(path, 'http://x').searchParams, 'a')).toEqual({
      request: { sourceId: 'b', modeId: 'raw', StudyInstanceUIDs: ['1.2'] },
    });
  });
  it('name an order of handlers, and give it back', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z0-9.-]{1,40}$/), { minLength: 1 }), (handlers) => {
        const path = studyPath('viewer', ['1.2'], usual, handlers);
        const result = readStudyUrl('viewer', new URL(path, 'http://x').searchParams, 'a');
        expect('request' in result && result.request.handlers).toEqual(handlers);
        expect(path).not.toMatch(/%2C|server|dicom-web/);
      }),
    );
    expect(read('StudyInstanceUIDs=1&handlers=a,,b&handlers=%20c%20')).toMatchObject({
      request: { handlers: ['a', 'b', 'c'] },
    });
    expect(read('StudyInstanceUIDs=1&handlers=')).not.toHaveProperty('request.handlers');
  });
  it('keep the source of the list', () => {
    expect(listPath(usual)).toBe('/');
    expect(listPath(second)).toBe('/?source=b');
  });
});
