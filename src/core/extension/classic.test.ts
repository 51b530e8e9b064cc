import { describe, expect, it } from 'vitest';
import { aSeries, at } from '../../testing/factories.ts';
import { organizeSeries } from '../displaySet/organize.ts';
import { ConfigurationError } from '../errors.ts';
import { extensionApi, extensionFrom } from './api.ts';
import { createRegistry } from './registry.ts';

/**
 * A handler in the published classic style, as plain JavaScript that knows
 * nothing of this project: it must run here without a change.
 */
const classicSource = `
  const id = 'classic';
  const sopClassHandlerName = 'stack';
  const sopClassDictionary = {
    CTImageStorage: "1.2.840.10008.5.1.4.1.1.2",
    MRImageStorage: "1.2.840.10008.5.1.4.1.1.4",
  };
  const sopClassUids = [
    sopClassDictionary.CTImageStorage,
    sopClassDictionary.MRImageStorage,
  ];
  const isMultiFrame = (instance) => instance.NumberOfFrames > 1;

  const makeDisplaySet = (instances) => {
    const instance = instances[0];
    const imageSet = new ImageSet(instances);

    imageSet.setAttributes({
      displaySetInstanceUID: imageSet.uid,
      SeriesDate: instance.SeriesDate,
      SeriesTime: instance.SeriesTime,
      SeriesInstanceUID: instance.SeriesInstanceUID,
      StudyInstanceUID: instance.StudyInstanceUID,
      SeriesNumber: instance.SeriesNumber,
      FrameRate: instance.FrameTime,
      SeriesDescription: instance.SeriesDescription,
      Modality: instance.Modality,
      isMultiFrame: isMultiFrame(instance),
      numImageFrames: instances.length,
      SOPClassHandlerId: \`\${id}.sopClassHandlerModule.\${sopClassHandlerName}\`,
    });
    imageSet.sortBy((a, b) => b.ImagePositionPatient[2] - a.ImagePositionPatient[2]);
    imageSet.setAttribute('count', imageSet.images.length);

    return imageSet;
  };

  const getSopClassHandlerModule = () => {
    return [
      {
        name: sopClassHandlerName,
        sopClassUids,
        getDisplaySetsFromSeries: makeDisplaySet,
      },
    ];
  };
  return { id, getSopClassHandlerModule };
`;
// The code of an extension is text until the browser loads it; here the same, with only ImageSet in scope.
const classicExtension: unknown = new Function('ImageSet', classicSource)(extensionApi.ImageSet);

describe('the classic way of writing a handler', () => {
  it('runs here without a change', () => {
    const registry = createRegistry([extensionFrom(classicExtension, 'classic.js')], []);
    const handlers = registry.handlersFor({
      id: 'm',
      sopClassHandlers: ['classic.sopClassHandlerModule.stack'],
    });
    const { displaySets, unclaimed } = organizeSeries(aSeries([at(10), at(30), at(20)]), handlers);
    expect(unclaimed).toEqual([]);
    expect(displaySets).toHaveLength(1);
    expect(displaySets[0]).toMatchObject({
      SOPClassHandlerId: 'classic.sopClassHandlerModule.stack',
      numImageFrames: 3,
      isMultiFrame: false,
      FrameRate: undefined,
      label: 'Axial',
      attributes: { count: 3 },
    });
    expect(displaySets[0]?.displaySetInstanceUID).toMatch(/^2\.25\./);
    expect(displaySets[0]?.instances.map((i) => i.ImagePositionPatient?.[2])).toEqual([30, 20, 10]);
  });
});

describe('an extension loaded at run time', () => {
  it('may be a function of the api', () => {
    const made = extensionFrom(
      (api: typeof extensionApi) => ({
        id: `v${api.version.replace('.', '-')}`,
        uid: api.SopClass.CTImageStorage,
      }),
      'x.js',
    );
    expect(made).toMatchObject({ id: 'v1-0', uid: '1.2.840.10008.5.1.4.1.1.2' });
  });
  it.each([[undefined], [null], [42], [{}], [() => undefined]])(
    'is refused by name when it is %s',
    (value) => {
      expect(() => extensionFrom(value, './extensions/foo.js')).toThrow(ConfigurationError);
      expect(() => extensionFrom(value, './extensions/foo.js')).toThrow(/\.\/extensions\/foo\.js/);
    },
  );
  it('is refused with its own words when it throws', () => {
    const broken = () => {
      throw new Error('no licence');
    };
    expect(() => extensionFrom(broken, 'foo.js')).toThrow('foo.js: its function failed: no licence');
  });
});

describe('ImageSet', () => {
  it('has the classic members', () => {
    const [a, b] = aSeries([at(1), at(2)]);
    if (!a || !b) throw new Error('two instances');
    const set = new extensionApi.ImageSet([a, b]);
    set.setAttribute('colour', 'red');
    expect([set.getImage(1), set.getImage(2), set.getAttribute('colour')]).toEqual([b, undefined, 'red']);
    expect(set.uid).toBeTypeOf('string');
    set.sortBy((x, y) => (y.InstanceNumber ?? 0) - (x.InstanceNumber ?? 0));
    expect(set.images).toEqual([b, a]);
  });
});
