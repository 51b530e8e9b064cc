/** The same in the classic way: an ImageSet for each phase, with attributes set on it one by one. */
export default ({ ImageSet, SopClass }) => {
  const id = 'contrast-phases-classic';
  const sopClassHandlerName = 'phase';
  const sopClassUids = [SopClass.CTImageStorage];

  const heightOf = (image) => (image.ImagePositionPatient ? image.ImagePositionPatient[2] : 0);

  const makeDisplaySet = (phase, instances) => {
    const imageSet = new ImageSet(instances);
    const instance = imageSet.getImage(0);

    imageSet.setAttributes({
      displaySetInstanceUID: imageSet.uid, // provisional: the final one is derived
      SeriesDate: instance.SeriesDate,
      SeriesTime: instance.SeriesTime,
      SeriesInstanceUID: instance.SeriesInstanceUID,
      StudyInstanceUID: instance.StudyInstanceUID,
      SeriesNumber: instance.SeriesNumber,
      SeriesDescription: instance.SeriesDescription,
      Modality: instance.Modality,
      isMultiFrame: false,
      numImageFrames: instances.length,
    });
    imageSet.setAttribute('splitKey', `phase:${phase}`);
    imageSet.setAttribute('splitLabel', `phase ${phase}`);
    imageSet.sortBy((a, b) => heightOf(a) - heightOf(b));

    return imageSet;
  };

  const getDisplaySetsFromSeries = (instances) => {
    const enhanced = instances.filter((i) => i.ContrastBolusAgent && i.AcquisitionNumber !== undefined);
    const phases = [...new Set(enhanced.map((i) => i.AcquisitionNumber))];
    return phases.map((phase) =>
      makeDisplaySet(
        phase,
        enhanced.filter((i) => i.AcquisitionNumber === phase),
      ),
    );
  };

  const getSopClassHandlerModule = () => [
    { name: sopClassHandlerName, sopClassUids, getDisplaySetsFromSeries },
  ];

  const getModes = () => [
    {
      id: 'phases-classic',
      displayName: 'Contrast phases, classic',
      description: 'The same by a handler written in the classic way',
      icon: 'layers',
      sopClassHandlers: [
        `${id}.sopClassHandlerModule.${sopClassHandlerName}`,
        'image-stack.sopClassHandlerModule.stack',
      ],
      isApplicable: () => ({ applicable: true }),
      layout: { rows: 1, columns: 2 },
    },
  ];

  return { id, getSopClassHandlerModule, getModes };
};
