import { sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { leavingListAsIs } from '../../core/extension/leavesListAsIs.ts';
import { stackIdentity } from '../../core/split/splitHandler.ts';
import { singleFrames } from '../../core/split/survey.ts';
import { viewSets } from './viewSets.ts';

/**
 * Radiographs and mammograms: one image a display set, labelled by side and view.
 * @see PS3.3 C.8.7.1.1 CR, C.8.11.5 DX Positioning, C.8.11.7 Mammography
 */
export const viewsHandler = leavingListAsIs({
  name: 'views',
  sopClassUids: sopClassUidsOf('A'),
  identity: stackIdentity,
  splitBy: ['one image each, labelled by ImageLaterality and ViewPosition'],
  sortBy: ['InstanceNumber', 'acquisition or content time', 'SOPInstanceUID'],
  getDisplaySetsFromSeries: (instances) => viewSets(singleFrames(instances)),
  reasonLeft: () => 'not single-frame projections',
});
