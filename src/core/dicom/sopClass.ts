/**
 * The storage SOP classes of PS3.4 B.5 (and those of PS3.4 B.6, DICOS and
 * DICONDE that archives hold), in one table: keyword of PS3.6 table A-1, UID,
 * name without the word "Storage", and the group by which handlers choose.
 */

/** A projection .. T industry: what kind of object it is, so which handler may want it. */
export type SopClassGroup = keyof typeof sopClassGroups;

export const sopClassGroups = {
  A: 'projection X-ray',
  B: 'cross-sectional images',
  C: 'enhanced multi-frame images',
  D: 'ultrasound, angiography, nuclear medicine',
  E: 'secondary capture',
  F: 'visible light and ophthalmic photographs',
  G: 'video',
  H: 'whole slide images',
  I: 'waveforms',
  J: 'presentation states',
  K: 'structured reports',
  L: 'key object selections',
  M: 'segmentations, maps and annotations',
  N: 'registrations and fiducials',
  O: 'radiotherapy',
  P: 'encapsulated documents and models',
  Q: 'ophthalmic measurements',
  R: 'raw data, meshes, spectroscopy',
  S: 'protocols, palettes and templates',
  T: 'security and industry',
} as const;

const table = {
  // A. Projection X-ray
  ComputedRadiographyImageStorage: ['1.2.840.10008.5.1.4.1.1.1', 'Computed Radiography Image', 'A'],
  DigitalXRayImageStorageForPresentation: [
    '1.2.840.10008.5.1.4.1.1.1.1',
    'Digital X-Ray Image - For Presentation',
    'A',
  ],
  DigitalXRayImageStorageForProcessing: [
    '1.2.840.10008.5.1.4.1.1.1.1.1',
    'Digital X-Ray Image - For Processing',
    'A',
  ],
  DigitalMammographyXRayImageStorageForPresentation: [
    '1.2.840.10008.5.1.4.1.1.1.2',
    'Digital Mammography X-Ray Image - For Presentation',
    'A',
  ],
  DigitalMammographyXRayImageStorageForProcessing: [
    '1.2.840.10008.5.1.4.1.1.1.2.1',
    'Digital Mammography X-Ray Image - For Processing',
    'A',
  ],
  DigitalIntraOralXRayImageStorageForPresentation: [
    '1.2.840.10008.5.1.4.1.1.1.3',
    'Digital Intra-Oral X-Ray Image - For Presentation',
    'A',
  ],
  DigitalIntraOralXRayImageStorageForProcessing: [
    '1.2.840.10008.5.1.4.1.1.1.3.1',
    'Digital Intra-Oral X-Ray Image - For Processing',
    'A',
  ],
  BreastProjectionXRayImageStorageForPresentation: [
    '1.2.840.10008.5.1.4.1.1.13.1.4',
    'Breast Projection X-Ray Image - For Presentation',
    'A',
  ],
  BreastProjectionXRayImageStorageForProcessing: [
    '1.2.840.10008.5.1.4.1.1.13.1.5',
    'Breast Projection X-Ray Image - For Processing',
    'A',
  ],
  RTImageStorage: ['1.2.840.10008.5.1.4.1.1.481.1', 'RT Image', 'A'],
  // B. Cross-sectional single-frame
  CTImageStorage: ['1.2.840.10008.5.1.4.1.1.2', 'CT Image', 'B'],
  MRImageStorage: ['1.2.840.10008.5.1.4.1.1.4', 'MR Image', 'B'],
  PositronEmissionTomographyImageStorage: [
    '1.2.840.10008.5.1.4.1.1.128',
    'Positron Emission Tomography Image',
    'B',
  ],
  // C. Enhanced and converted multi-frame
  EnhancedCTImageStorage: ['1.2.840.10008.5.1.4.1.1.2.1', 'Enhanced CT Image', 'C'],
  LegacyConvertedEnhancedCTImageStorage: [
    '1.2.840.10008.5.1.4.1.1.2.2',
    'Legacy Converted Enhanced CT Image',
    'C',
  ],
  EnhancedMRImageStorage: ['1.2.840.10008.5.1.4.1.1.4.1', 'Enhanced MR Image', 'C'],
  EnhancedMRColorImageStorage: ['1.2.840.10008.5.1.4.1.1.4.3', 'Enhanced MR Color Image', 'C'],
  LegacyConvertedEnhancedMRImageStorage: [
    '1.2.840.10008.5.1.4.1.1.4.4',
    'Legacy Converted Enhanced MR Image',
    'C',
  ],
  LegacyConvertedEnhancedPETImageStorage: [
    '1.2.840.10008.5.1.4.1.1.128.1',
    'Legacy Converted Enhanced PET Image',
    'C',
  ],
  EnhancedPETImageStorage: ['1.2.840.10008.5.1.4.1.1.130', 'Enhanced PET Image', 'C'],
  EnhancedUSVolumeStorage: ['1.2.840.10008.5.1.4.1.1.6.2', 'Enhanced US Volume', 'C'],
  EnhancedXAImageStorage: ['1.2.840.10008.5.1.4.1.1.12.1.1', 'Enhanced XA Image', 'C'],
  EnhancedXRFImageStorage: ['1.2.840.10008.5.1.4.1.1.12.2.1', 'Enhanced XRF Image', 'C'],
  XRay3DAngiographicImageStorage: ['1.2.840.10008.5.1.4.1.1.13.1.1', 'X-Ray 3D Angiographic Image', 'C'],
  XRay3DCraniofacialImageStorage: ['1.2.840.10008.5.1.4.1.1.13.1.2', 'X-Ray 3D Craniofacial Image', 'C'],
  BreastTomosynthesisImageStorage: ['1.2.840.10008.5.1.4.1.1.13.1.3', 'Breast Tomosynthesis Image', 'C'],
  EnhancedRTImageStorage: ['1.2.840.10008.5.1.4.1.1.481.23', 'Enhanced RT Image', 'C'],
  EnhancedContinuousRTImageStorage: ['1.2.840.10008.5.1.4.1.1.481.24', 'Enhanced Continuous RT Image', 'C'],
  // D. Ultrasound, angiography, fluoroscopy, nuclear medicine
  UltrasoundMultiFrameImageStorageRetired: [
    '1.2.840.10008.5.1.4.1.1.3',
    'Ultrasound Multi-frame Image (retired)',
    'D',
  ],
  UltrasoundMultiFrameImageStorage: ['1.2.840.10008.5.1.4.1.1.3.1', 'Ultrasound Multi-frame Image', 'D'],
  UltrasoundImageStorageRetired: ['1.2.840.10008.5.1.4.1.1.6', 'Ultrasound Image (retired)', 'D'],
  UltrasoundImageStorage: ['1.2.840.10008.5.1.4.1.1.6.1', 'Ultrasound Image', 'D'],
  PhotoacousticImageStorage: ['1.2.840.10008.5.1.4.1.1.6.3', 'Photoacoustic Image', 'D'],
  XRayAngiographicImageStorage: ['1.2.840.10008.5.1.4.1.1.12.1', 'X-Ray Angiographic Image', 'D'],
  XRayRadiofluoroscopicImageStorage: ['1.2.840.10008.5.1.4.1.1.12.2', 'X-Ray Radiofluoroscopic Image', 'D'],
  XRayAngiographicBiPlaneImageStorageRetired: [
    '1.2.840.10008.5.1.4.1.1.12.3',
    'X-Ray Angiographic Bi-Plane Image (retired)',
    'D',
  ],
  NuclearMedicineImageStorageRetired: ['1.2.840.10008.5.1.4.1.1.5', 'Nuclear Medicine Image (retired)', 'D'],
  NuclearMedicineImageStorage: ['1.2.840.10008.5.1.4.1.1.20', 'Nuclear Medicine Image', 'D'],
  // E. Secondary capture
  SecondaryCaptureImageStorage: ['1.2.840.10008.5.1.4.1.1.7', 'Secondary Capture Image', 'E'],
  MultiFrameSingleBitSecondaryCaptureImageStorage: [
    '1.2.840.10008.5.1.4.1.1.7.1',
    'Multi-frame Single Bit Secondary Capture Image',
    'E',
  ],
  MultiFrameGrayscaleByteSecondaryCaptureImageStorage: [
    '1.2.840.10008.5.1.4.1.1.7.2',
    'Multi-frame Grayscale Byte Secondary Capture Image',
    'E',
  ],
  MultiFrameGrayscaleWordSecondaryCaptureImageStorage: [
    '1.2.840.10008.5.1.4.1.1.7.3',
    'Multi-frame Grayscale Word Secondary Capture Image',
    'E',
  ],
  MultiFrameTrueColorSecondaryCaptureImageStorage: [
    '1.2.840.10008.5.1.4.1.1.7.4',
    'Multi-frame True Color Secondary Capture Image',
    'E',
  ],
  // F. Visible light, ophthalmic, intravascular and other photographs
  VLEndoscopicImageStorage: ['1.2.840.10008.5.1.4.1.1.77.1.1', 'VL Endoscopic Image', 'F'],
  VLMicroscopicImageStorage: ['1.2.840.10008.5.1.4.1.1.77.1.2', 'VL Microscopic Image', 'F'],
  VLSlideCoordinatesMicroscopicImageStorage: [
    '1.2.840.10008.5.1.4.1.1.77.1.3',
    'VL Slide-Coordinates Microscopic Image',
    'F',
  ],
  VLPhotographicImageStorage: ['1.2.840.10008.5.1.4.1.1.77.1.4', 'VL Photographic Image', 'F'],
  DermoscopicPhotographyImageStorage: [
    '1.2.840.10008.5.1.4.1.1.77.1.7',
    'Dermoscopic Photography Image',
    'F',
  ],
  ConfocalMicroscopyImageStorage: ['1.2.840.10008.5.1.4.1.1.77.1.8', 'Confocal Microscopy Image', 'F'],
  OphthalmicPhotography8BitImageStorage: [
    '1.2.840.10008.5.1.4.1.1.77.1.5.1',
    'Ophthalmic Photography 8 Bit Image',
    'F',
  ],
  OphthalmicPhotography16BitImageStorage: [
    '1.2.840.10008.5.1.4.1.1.77.1.5.2',
    'Ophthalmic Photography 16 Bit Image',
    'F',
  ],
  OphthalmicTomographyImageStorage: ['1.2.840.10008.5.1.4.1.1.77.1.5.4', 'Ophthalmic Tomography Image', 'F'],
  WideFieldOphthalmicPhotographyStereographicProjectionImageStorage: [
    '1.2.840.10008.5.1.4.1.1.77.1.5.5',
    'Wide Field Ophthalmic Photography Stereographic Projection Image',
    'F',
  ],
  WideFieldOphthalmicPhotography3DCoordinatesImageStorage: [
    '1.2.840.10008.5.1.4.1.1.77.1.5.6',
    'Wide Field Ophthalmic Photography 3D Coordinates Image',
    'F',
  ],
  OphthalmicOpticalCoherenceTomographyEnFaceImageStorage: [
    '1.2.840.10008.5.1.4.1.1.77.1.5.7',
    'Ophthalmic Optical Coherence Tomography En Face Image',
    'F',
  ],
  OphthalmicOpticalCoherenceTomographyBscanVolumeAnalysisStorage: [
    '1.2.840.10008.5.1.4.1.1.77.1.5.8',
    'Ophthalmic Optical Coherence Tomography B-scan Volume Analysis',
    'F',
  ],
  OphthalmicThicknessMapStorage: ['1.2.840.10008.5.1.4.1.1.81.1', 'Ophthalmic Thickness Map', 'F'],
  CornealTopographyMapStorage: ['1.2.840.10008.5.1.4.1.1.82.1', 'Corneal Topography Map', 'F'],
  IntravascularOpticalCoherenceTomographyImageStorageForPresentation: [
    '1.2.840.10008.5.1.4.1.1.14.1',
    'Intravascular Optical Coherence Tomography Image - For Presentation',
    'F',
  ],
  IntravascularOpticalCoherenceTomographyImageStorageForProcessing: [
    '1.2.840.10008.5.1.4.1.1.14.2',
    'Intravascular Optical Coherence Tomography Image - For Processing',
    'F',
  ],
  // G. Video
  VideoEndoscopicImageStorage: ['1.2.840.10008.5.1.4.1.1.77.1.1.1', 'Video Endoscopic Image', 'G'],
  VideoMicroscopicImageStorage: ['1.2.840.10008.5.1.4.1.1.77.1.2.1', 'Video Microscopic Image', 'G'],
  VideoPhotographicImageStorage: ['1.2.840.10008.5.1.4.1.1.77.1.4.1', 'Video Photographic Image', 'G'],
  // H. Whole slide and tiled pyramids
  VLWholeSlideMicroscopyImageStorage: [
    '1.2.840.10008.5.1.4.1.1.77.1.6',
    'VL Whole Slide Microscopy Image',
    'H',
  ],
  ConfocalMicroscopyTiledPyramidalImageStorage: [
    '1.2.840.10008.5.1.4.1.1.77.1.9',
    'Confocal Microscopy Tiled Pyramidal Image',
    'H',
  ],
  // I. Waveforms
  TwelveLeadECGWaveformStorage: ['1.2.840.10008.5.1.4.1.1.9.1.1', '12-lead ECG Waveform', 'I'],
  GeneralECGWaveformStorage: ['1.2.840.10008.5.1.4.1.1.9.1.2', 'General ECG Waveform', 'I'],
  AmbulatoryECGWaveformStorage: ['1.2.840.10008.5.1.4.1.1.9.1.3', 'Ambulatory ECG Waveform', 'I'],
  General32bitECGWaveformStorage: ['1.2.840.10008.5.1.4.1.1.9.1.4', 'General 32-bit ECG Waveform', 'I'],
  HemodynamicWaveformStorage: ['1.2.840.10008.5.1.4.1.1.9.2.1', 'Hemodynamic Waveform', 'I'],
  CardiacElectrophysiologyWaveformStorage: [
    '1.2.840.10008.5.1.4.1.1.9.3.1',
    'Cardiac Electrophysiology Waveform',
    'I',
  ],
  BasicVoiceAudioWaveformStorage: ['1.2.840.10008.5.1.4.1.1.9.4.1', 'Basic Voice Audio Waveform', 'I'],
  GeneralAudioWaveformStorage: ['1.2.840.10008.5.1.4.1.1.9.4.2', 'General Audio Waveform', 'I'],
  ArterialPulseWaveformStorage: ['1.2.840.10008.5.1.4.1.1.9.5.1', 'Arterial Pulse Waveform', 'I'],
  RespiratoryWaveformStorage: ['1.2.840.10008.5.1.4.1.1.9.6.1', 'Respiratory Waveform', 'I'],
  MultichannelRespiratoryWaveformStorage: [
    '1.2.840.10008.5.1.4.1.1.9.6.2',
    'Multi-channel Respiratory Waveform',
    'I',
  ],
  RoutineScalpElectroencephalogramWaveformStorage: [
    '1.2.840.10008.5.1.4.1.1.9.7.1',
    'Routine Scalp Electroencephalogram Waveform',
    'I',
  ],
  ElectromyogramWaveformStorage: ['1.2.840.10008.5.1.4.1.1.9.7.2', 'Electromyogram Waveform', 'I'],
  ElectrooculogramWaveformStorage: ['1.2.840.10008.5.1.4.1.1.9.7.3', 'Electrooculogram Waveform', 'I'],
  SleepElectroencephalogramWaveformStorage: [
    '1.2.840.10008.5.1.4.1.1.9.7.4',
    'Sleep Electroencephalogram Waveform',
    'I',
  ],
  BodyPositionWaveformStorage: ['1.2.840.10008.5.1.4.1.1.9.8.1', 'Body Position Waveform', 'I'],
  // J. Presentation states
  GrayscaleSoftcopyPresentationStateStorage: [
    '1.2.840.10008.5.1.4.1.1.11.1',
    'Grayscale Softcopy Presentation State',
    'J',
  ],
  ColorSoftcopyPresentationStateStorage: [
    '1.2.840.10008.5.1.4.1.1.11.2',
    'Color Softcopy Presentation State',
    'J',
  ],
  PseudoColorSoftcopyPresentationStateStorage: [
    '1.2.840.10008.5.1.4.1.1.11.3',
    'Pseudo-Color Softcopy Presentation State',
    'J',
  ],
  BlendingSoftcopyPresentationStateStorage: [
    '1.2.840.10008.5.1.4.1.1.11.4',
    'Blending Softcopy Presentation State',
    'J',
  ],
  XAXRFGrayscaleSoftcopyPresentationStateStorage: [
    '1.2.840.10008.5.1.4.1.1.11.5',
    'XA/XRF Grayscale Softcopy Presentation State',
    'J',
  ],
  GrayscalePlanarMPRVolumetricPresentationStateStorage: [
    '1.2.840.10008.5.1.4.1.1.11.6',
    'Grayscale Planar MPR Volumetric Presentation State',
    'J',
  ],
  CompositingPlanarMPRVolumetricPresentationStateStorage: [
    '1.2.840.10008.5.1.4.1.1.11.7',
    'Compositing Planar MPR Volumetric Presentation State',
    'J',
  ],
  AdvancedBlendingPresentationStateStorage: [
    '1.2.840.10008.5.1.4.1.1.11.8',
    'Advanced Blending Presentation State',
    'J',
  ],
  VolumeRenderingVolumetricPresentationStateStorage: [
    '1.2.840.10008.5.1.4.1.1.11.9',
    'Volume Rendering Volumetric Presentation State',
    'J',
  ],
  SegmentedVolumeRenderingVolumetricPresentationStateStorage: [
    '1.2.840.10008.5.1.4.1.1.11.10',
    'Segmented Volume Rendering Volumetric Presentation State',
    'J',
  ],
  MultipleVolumeRenderingVolumetricPresentationStateStorage: [
    '1.2.840.10008.5.1.4.1.1.11.11',
    'Multiple Volume Rendering Volumetric Presentation State',
    'J',
  ],
  VariableModalityLUTSoftcopyPresentationStateStorage: [
    '1.2.840.10008.5.1.4.1.1.11.12',
    'Variable Modality LUT Softcopy Presentation State',
    'J',
  ],
  // K. Structured reports
  BasicTextSRStorage: ['1.2.840.10008.5.1.4.1.1.88.11', 'Basic Text SR', 'K'],
  EnhancedSRStorage: ['1.2.840.10008.5.1.4.1.1.88.22', 'Enhanced SR', 'K'],
  ComprehensiveSRStorage: ['1.2.840.10008.5.1.4.1.1.88.33', 'Comprehensive SR', 'K'],
  Comprehensive3DSRStorage: ['1.2.840.10008.5.1.4.1.1.88.34', 'Comprehensive 3D SR', 'K'],
  ExtensibleSRStorage: ['1.2.840.10008.5.1.4.1.1.88.35', 'Extensible SR', 'K'],
  ProcedureLogStorage: ['1.2.840.10008.5.1.4.1.1.88.40', 'Procedure Log', 'K'],
  MammographyCADSRStorage: ['1.2.840.10008.5.1.4.1.1.88.50', 'Mammography CAD SR', 'K'],
  ChestCADSRStorage: ['1.2.840.10008.5.1.4.1.1.88.65', 'Chest CAD SR', 'K'],
  XRayRadiationDoseSRStorage: ['1.2.840.10008.5.1.4.1.1.88.67', 'X-Ray Radiation Dose SR', 'K'],
  RadiopharmaceuticalRadiationDoseSRStorage: [
    '1.2.840.10008.5.1.4.1.1.88.68',
    'Radiopharmaceutical Radiation Dose SR',
    'K',
  ],
  ColonCADSRStorage: ['1.2.840.10008.5.1.4.1.1.88.69', 'Colon CAD SR', 'K'],
  ImplantationPlanSRStorage: ['1.2.840.10008.5.1.4.1.1.88.70', 'Implantation Plan SR', 'K'],
  AcquisitionContextSRStorage: ['1.2.840.10008.5.1.4.1.1.88.71', 'Acquisition Context SR', 'K'],
  SimplifiedAdultEchoSRStorage: ['1.2.840.10008.5.1.4.1.1.88.72', 'Simplified Adult Echo SR', 'K'],
  PatientRadiationDoseSRStorage: ['1.2.840.10008.5.1.4.1.1.88.73', 'Patient Radiation Dose SR', 'K'],
  PlannedImagingAgentAdministrationSRStorage: [
    '1.2.840.10008.5.1.4.1.1.88.74',
    'Planned Imaging Agent Administration SR',
    'K',
  ],
  PerformedImagingAgentAdministrationSRStorage: [
    '1.2.840.10008.5.1.4.1.1.88.75',
    'Performed Imaging Agent Administration SR',
    'K',
  ],
  EnhancedXRayRadiationDoseSRStorage: [
    '1.2.840.10008.5.1.4.1.1.88.76',
    'Enhanced X-Ray Radiation Dose SR',
    'K',
  ],
  WaveformAnnotationSRStorage: ['1.2.840.10008.5.1.4.1.1.88.77', 'Waveform Annotation SR', 'K'],
  ContentAssessmentResultsStorage: ['1.2.840.10008.5.1.4.1.1.90.1', 'Content Assessment Results', 'K'],
  // L. Key object selection
  KeyObjectSelectionDocumentStorage: ['1.2.840.10008.5.1.4.1.1.88.59', 'Key Object Selection Document', 'L'],
  // M. Segmentations, maps and annotations
  SegmentationStorage: ['1.2.840.10008.5.1.4.1.1.66.4', 'Segmentation', 'M'],
  SurfaceSegmentationStorage: ['1.2.840.10008.5.1.4.1.1.66.5', 'Surface Segmentation', 'M'],
  TractographyResultsStorage: ['1.2.840.10008.5.1.4.1.1.66.6', 'Tractography Results', 'M'],
  LabelMapSegmentationStorage: ['1.2.840.10008.5.1.4.1.1.66.7', 'Label Map Segmentation', 'M'],
  HeightMapSegmentationStorage: ['1.2.840.10008.5.1.4.1.1.66.8', 'Height Map Segmentation', 'M'],
  ParametricMapStorage: ['1.2.840.10008.5.1.4.1.1.30', 'Parametric Map', 'M'],
  MicroscopyBulkSimpleAnnotationsStorage: [
    '1.2.840.10008.5.1.4.1.1.91.1',
    'Microscopy Bulk Simple Annotations',
    'M',
  ],
  RealWorldValueMappingStorage: ['1.2.840.10008.5.1.4.1.1.67', 'Real World Value Mapping', 'M'],
  // N. Registration and fiducials
  SpatialRegistrationStorage: ['1.2.840.10008.5.1.4.1.1.66.1', 'Spatial Registration', 'N'],
  SpatialFiducialsStorage: ['1.2.840.10008.5.1.4.1.1.66.2', 'Spatial Fiducials', 'N'],
  DeformableSpatialRegistrationStorage: [
    '1.2.840.10008.5.1.4.1.1.66.3',
    'Deformable Spatial Registration',
    'N',
  ],
  StereometricRelationshipStorage: ['1.2.840.10008.5.1.4.1.1.77.1.5.3', 'Stereometric Relationship', 'N'],
  // O. Radiotherapy, non-image
  RTDoseStorage: ['1.2.840.10008.5.1.4.1.1.481.2', 'RT Dose', 'O'],
  RTStructureSetStorage: ['1.2.840.10008.5.1.4.1.1.481.3', 'RT Structure Set', 'O'],
  RTBeamsTreatmentRecordStorage: ['1.2.840.10008.5.1.4.1.1.481.4', 'RT Beams Treatment Record', 'O'],
  RTPlanStorage: ['1.2.840.10008.5.1.4.1.1.481.5', 'RT Plan', 'O'],
  RTBrachyTreatmentRecordStorage: ['1.2.840.10008.5.1.4.1.1.481.6', 'RT Brachy Treatment Record', 'O'],
  RTTreatmentSummaryRecordStorage: ['1.2.840.10008.5.1.4.1.1.481.7', 'RT Treatment Summary Record', 'O'],
  RTIonPlanStorage: ['1.2.840.10008.5.1.4.1.1.481.8', 'RT Ion Plan', 'O'],
  RTIonBeamsTreatmentRecordStorage: ['1.2.840.10008.5.1.4.1.1.481.9', 'RT Ion Beams Treatment Record', 'O'],
  RTPhysicianIntentStorage: ['1.2.840.10008.5.1.4.1.1.481.10', 'RT Physician Intent', 'O'],
  RTSegmentAnnotationStorage: ['1.2.840.10008.5.1.4.1.1.481.11', 'RT Segment Annotation', 'O'],
  RTRadiationSetStorage: ['1.2.840.10008.5.1.4.1.1.481.12', 'RT Radiation Set', 'O'],
  CArmPhotonElectronRadiationStorage: [
    '1.2.840.10008.5.1.4.1.1.481.13',
    'C-Arm Photon-Electron Radiation',
    'O',
  ],
  TomotherapeuticRadiationStorage: ['1.2.840.10008.5.1.4.1.1.481.14', 'Tomotherapeutic Radiation', 'O'],
  RoboticArmRadiationStorage: ['1.2.840.10008.5.1.4.1.1.481.15', 'Robotic-Arm Radiation', 'O'],
  RTRadiationRecordSetStorage: ['1.2.840.10008.5.1.4.1.1.481.16', 'RT Radiation Record Set', 'O'],
  RTRadiationSalvageRecordStorage: ['1.2.840.10008.5.1.4.1.1.481.17', 'RT Radiation Salvage Record', 'O'],
  TomotherapeuticRadiationRecordStorage: [
    '1.2.840.10008.5.1.4.1.1.481.18',
    'Tomotherapeutic Radiation Record',
    'O',
  ],
  CArmPhotonElectronRadiationRecordStorage: [
    '1.2.840.10008.5.1.4.1.1.481.19',
    'C-Arm Photon-Electron Radiation Record',
    'O',
  ],
  RoboticRadiationRecordStorage: ['1.2.840.10008.5.1.4.1.1.481.20', 'Robotic Radiation Record', 'O'],
  RTRadiationSetDeliveryInstructionStorage: [
    '1.2.840.10008.5.1.4.1.1.481.21',
    'RT Radiation Set Delivery Instruction',
    'O',
  ],
  RTTreatmentPreparationStorage: ['1.2.840.10008.5.1.4.1.1.481.22', 'RT Treatment Preparation', 'O'],
  RTPatientPositionAcquisitionInstructionStorage: [
    '1.2.840.10008.5.1.4.1.1.481.25',
    'RT Patient Position Acquisition Instruction',
    'O',
  ],
  RTBeamsDeliveryInstructionStorage: ['1.2.840.10008.5.1.4.34.7', 'RT Beams Delivery Instruction', 'O'],
  RTBrachyApplicationSetupDeliveryInstructionStorage: [
    '1.2.840.10008.5.1.4.34.10',
    'RT Brachy Application Setup Delivery Instruction',
    'O',
  ],
  // P. Encapsulated documents and models
  EncapsulatedPDFStorage: ['1.2.840.10008.5.1.4.1.1.104.1', 'Encapsulated PDF', 'P'],
  EncapsulatedCDAStorage: ['1.2.840.10008.5.1.4.1.1.104.2', 'Encapsulated CDA', 'P'],
  EncapsulatedSTLStorage: ['1.2.840.10008.5.1.4.1.1.104.3', 'Encapsulated STL', 'P'],
  EncapsulatedOBJStorage: ['1.2.840.10008.5.1.4.1.1.104.4', 'Encapsulated OBJ', 'P'],
  EncapsulatedMTLStorage: ['1.2.840.10008.5.1.4.1.1.104.5', 'Encapsulated MTL', 'P'],
  // Q. Ophthalmic measurements and reports
  LensometryMeasurementsStorage: ['1.2.840.10008.5.1.4.1.1.78.1', 'Lensometry Measurements', 'Q'],
  AutorefractionMeasurementsStorage: ['1.2.840.10008.5.1.4.1.1.78.2', 'Autorefraction Measurements', 'Q'],
  KeratometryMeasurementsStorage: ['1.2.840.10008.5.1.4.1.1.78.3', 'Keratometry Measurements', 'Q'],
  SubjectiveRefractionMeasurementsStorage: [
    '1.2.840.10008.5.1.4.1.1.78.4',
    'Subjective Refraction Measurements',
    'Q',
  ],
  VisualAcuityMeasurementsStorage: ['1.2.840.10008.5.1.4.1.1.78.5', 'Visual Acuity Measurements', 'Q'],
  SpectaclePrescriptionReportStorage: ['1.2.840.10008.5.1.4.1.1.78.6', 'Spectacle Prescription Report', 'Q'],
  OphthalmicAxialMeasurementsStorage: ['1.2.840.10008.5.1.4.1.1.78.7', 'Ophthalmic Axial Measurements', 'Q'],
  IntraocularLensCalculationsStorage: ['1.2.840.10008.5.1.4.1.1.78.8', 'Intraocular Lens Calculations', 'Q'],
  MacularGridThicknessAndVolumeReportStorage: [
    '1.2.840.10008.5.1.4.1.1.79.1',
    'Macular Grid Thickness and Volume Report',
    'Q',
  ],
  OphthalmicVisualFieldStaticPerimetryMeasurementsStorage: [
    '1.2.840.10008.5.1.4.1.1.80.1',
    'Ophthalmic Visual Field Static Perimetry Measurements',
    'Q',
  ],
  // R. Meshes, raw data, spectroscopy
  RawDataStorage: ['1.2.840.10008.5.1.4.1.1.66', 'Raw Data', 'R'],
  SurfaceScanMeshStorage: ['1.2.840.10008.5.1.4.1.1.68.1', 'Surface Scan Mesh', 'R'],
  SurfaceScanPointCloudStorage: ['1.2.840.10008.5.1.4.1.1.68.2', 'Surface Scan Point Cloud', 'R'],
  MRSpectroscopyStorage: ['1.2.840.10008.5.1.4.1.1.4.2', 'MR Spectroscopy', 'R'],
  // S. Not patient images
  HangingProtocolStorage: ['1.2.840.10008.5.1.4.38.1', 'Hanging Protocol', 'S'],
  ColorPaletteStorage: ['1.2.840.10008.5.1.4.39.1', 'Color Palette', 'S'],
  GenericImplantTemplateStorage: ['1.2.840.10008.5.1.4.43.1', 'Generic Implant Template', 'S'],
  ImplantAssemblyTemplateStorage: ['1.2.840.10008.5.1.4.44.1', 'Implant Assembly Template', 'S'],
  ImplantTemplateGroupStorage: ['1.2.840.10008.5.1.4.45.1', 'Implant Template Group', 'S'],
  BasicStructuredDisplayStorage: ['1.2.840.10008.5.1.4.1.1.131', 'Basic Structured Display', 'S'],
  CTDefinedProcedureProtocolStorage: ['1.2.840.10008.5.1.4.1.1.200.1', 'CT Defined Procedure Protocol', 'S'],
  CTPerformedProcedureProtocolStorage: [
    '1.2.840.10008.5.1.4.1.1.200.2',
    'CT Performed Procedure Protocol',
    'S',
  ],
  ProtocolApprovalStorage: ['1.2.840.10008.5.1.4.1.1.200.3', 'Protocol Approval', 'S'],
  XADefinedProcedureProtocolStorage: ['1.2.840.10008.5.1.4.1.1.200.7', 'XA Defined Procedure Protocol', 'S'],
  XAPerformedProcedureProtocolStorage: [
    '1.2.840.10008.5.1.4.1.1.200.8',
    'XA Performed Procedure Protocol',
    'S',
  ],
  InventoryStorage: ['1.2.840.10008.5.1.4.1.1.201.1', 'Inventory', 'S'],
  // T. Security and industry
  DICOSCTImageStorage: ['1.2.840.10008.5.1.4.1.1.501.1', 'DICOS CT Image', 'T'],
  DICOSDigitalXRayImageStorageForPresentation: [
    '1.2.840.10008.5.1.4.1.1.501.2.1',
    'DICOS Digital X-Ray Image - For Presentation',
    'T',
  ],
  DICOSDigitalXRayImageStorageForProcessing: [
    '1.2.840.10008.5.1.4.1.1.501.2.2',
    'DICOS Digital X-Ray Image - For Processing',
    'T',
  ],
  DICOSThreatDetectionReportStorage: ['1.2.840.10008.5.1.4.1.1.501.3', 'DICOS Threat Detection Report', 'T'],
  DICOS2DAITStorage: ['1.2.840.10008.5.1.4.1.1.501.4', 'DICOS 2D AIT', 'T'],
  DICOS3DAITStorage: ['1.2.840.10008.5.1.4.1.1.501.5', 'DICOS 3D AIT', 'T'],
  DICOSQuadrupoleResonanceQRStorage: [
    '1.2.840.10008.5.1.4.1.1.501.6',
    'DICOS Quadrupole Resonance (QR)',
    'T',
  ],
  EddyCurrentImageStorage: ['1.2.840.10008.5.1.4.1.1.601.1', 'Eddy Current Image', 'T'],
  EddyCurrentMultiFrameImageStorage: ['1.2.840.10008.5.1.4.1.1.601.2', 'Eddy Current Multi-frame Image', 'T'],
  ThermographyImageStorage: ['1.2.840.10008.5.1.4.1.1.601.3', 'Thermography Image', 'T'],
  ThermographyMultiFrameImageStorage: [
    '1.2.840.10008.5.1.4.1.1.601.4',
    'Thermography Multi-frame Image',
    'T',
  ],
} as const satisfies Readonly<Record<string, readonly [uid: string, name: string, group: SopClassGroup]>>;

export type SopClassName = keyof typeof table;

export interface SopClassEntry {
  readonly UID: string;
  /** PS3.6 keyword: `CTImageStorage`. */
  readonly keyword: SopClassName;
  /** For people: "CT Image". */
  readonly name: string;
  readonly group: SopClassGroup;
}

/** Every storage class, in the order of the groups. */
export const sopClasses: readonly SopClassEntry[] = keysOf(table).map((keyword) => {
  const [UID, name, group] = table[keyword];
  return { UID, keyword, name, group };
});

const byUid: ReadonlyMap<string, SopClassEntry> = new Map(sopClasses.map((entry) => [entry.UID, entry]));

/** PS3.6 keyword to UID: `SopClass.CTImageStorage`. */
export const SopClass: { readonly [K in SopClassName]: (typeof table)[K][0] } = uidsOf(table);

/** A handler with this among its `sopClassUids` is offered every class it does not name itself. */
export const ANY_SOP_CLASS = '*';

export function sopClassEntry(uid: string): SopClassEntry | undefined {
  return byUid.get(uid);
}

/** The UIDs of whole groups, in the table's order. */
export function sopClassUidsOf(...groups: readonly SopClassGroup[]): string[] {
  return sopClasses.filter(({ group }) => groups.includes(group)).map(({ UID }) => UID);
}

/**
 * A class as people read it: "CT Image", "private object (UID 1.3.46...)",
 * "unknown object (UID 1.2.840.10008...)" for one that is DICOM's but not in
 * the table, "unknown object" without a UID.
 */
export function sopClassName(uid: string): string {
  const entry = byUid.get(uid);
  if (entry) return entry.name;
  if (!uid) return 'unknown object';
  return uid.startsWith('1.2.840.10008.') ? `unknown object (UID ${uid})` : `private object (UID ${uid})`;
}

function keysOf<K extends string>(object: Readonly<Record<K, unknown>>): K[] {
  // Object.keys forgets the literal type of the keys of a constant object.
  return Object.keys(object) as K[];
}

function uidsOf<T extends Readonly<Record<string, readonly [uid: string, ...rest: unknown[]]>>>(
  entries: T,
): { readonly [K in keyof T]: T[K][0] } {
  // Object.fromEntries forgets which key has which value.
  return Object.fromEntries(Object.entries(entries).map(([k, [uid]]) => [k, uid])) as {
    readonly [K in keyof T]: T[K][0];
  };
}
