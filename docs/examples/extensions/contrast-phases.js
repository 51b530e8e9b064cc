/**
 * One extension, one handler, one mode: the phases of a contrast CT, one display
 * set each. A file of its own; it imports nothing, what it needs comes as `api`.
 */
export default (api) => ({
  id: 'contrast-phases',

  getSopClassHandlerModule: () => [
    {
      name: 'phase',
      // Its instances are offered in this order, then by InstanceNumber.
      sopClassUids: [api.SopClass.CTImageStorage],
      getDisplaySetsFromSeries(instances) {
        const phases = new Map();
        for (const instance of instances) {
          const { ContrastBolusAgent, AcquisitionNumber } = instance;
          // What is not taken goes on to the mode's next handler.
          if (!ContrastBolusAgent || AcquisitionNumber === undefined) continue;
          if (!phases.has(AcquisitionNumber)) phases.set(AcquisitionNumber, []);
          phases.get(AcquisitionNumber).push(instance);
        }
        return [...phases].map(([number, images]) => ({
          instances: images.sort(byHeight),
          splitKey: `phase:${number}`, // its identity within the series: a value, never a position or a count
          splitLabel: `phase ${number}`, // the same for people: part of the label
          splitValues: { AcquisitionNumber: String(number) }, // the same for the explanation
          sortedBy: 'height (feet to head)',
          viewportKinds: ['stack', 'tags'],
          reason: 'contrast was given, and each acquisition is a phase',
        }));
      },
      splitBy: ['acquisition'],
      sortBy: ['height'],
      reasonLeft: () => 'no contrast agent, or no acquisition number',
    },
  ],

  getModes: () => [
    {
      id: 'phases',
      displayName: 'Contrast phases',
      description: 'Each phase of a contrast CT by itself',
      icon: 'layers',
      // The first handler to take an instance has it, so the specific comes before the general.
      sopClassHandlers: [
        'contrast-phases.sopClassHandlerModule.phase',
        'image-stack.sopClassHandlerModule.stack',
      ],
      isApplicable: ({ ModalitiesInStudy }) =>
        ModalitiesInStudy.includes('CT')
          ? { applicable: true }
          : { applicable: false, reason: 'There is no CT in this study' },
      layout: { rows: 1, columns: 2 },
    },
  ],
});

const heightOf = ({ ImagePositionPatient }) => ImagePositionPatient?.[2] ?? 0;
const byHeight = (a, b) => heightOf(a) - heightOf(b);
