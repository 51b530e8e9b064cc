import type { Blocks } from './grouping.ts';

/** Objects about images, and documents of the test data, by folder, and what they become. */
export const realObjects: Readonly<Record<string, Blocks>> = {
  'pt-seg-sr-rwv': {
    viewer: `
      tumor segmentation - User1 Manual trial 1 | seg segmentation | 0 images, 1
        > segmented images, by instances: 9 in PET WB_0
      PET WB_0 | image-stack stack | 49 | 49 positions, 3.38 mm apart
        = 74 73 72 71 70 69 68 67 66 65 64 63 62 61 60 59 58 57 56 55 54 53 52 51 50 49 48 47 46 45 44 43 42 41 40 39 38 37 36 35
      PET SUV Factors | real-world-value mapping | 0 images, 1
        > images it gives values to, by nothing: 191 not here
      tumor segmentation - User2 Manual trial 1 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 13 not here
      Imaging Measurement Report | structured-report report | 0 images, 1
        > evidence, by nothing: 191 not here
        > evidence, by instances: 1 in tumor segmentation - User2 Manual trial 1
        > evidence, by instances: 1 in PET SUV Factors
    `,
    volume: `
      tumor segmentation - User1 Manual trial 1 | seg segmentation | 0 images, 1
        > segmented images, by instances: 9 in PET WB_0
      PET WB_0 | volume volume | 49 | 49 positions, 3.38 mm apart
        = 74 73 72 71 70 69 68 67 66 65 64 63 62 61 60 59 58 57 56 55 54 53 52 51 50 49 48 47 46 45 44 43 42 41 40 39 38 37 36 35
      PET SUV Factors | real-world-value mapping | 0 images, 1
        > images it gives values to, by nothing: 191 not here
      tumor segmentation - User2 Manual trial 1 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 13 not here
      Imaging Measurement Report | structured-report report | 0 images, 1
        > evidence, by nothing: 191 not here
        > evidence, by instances: 1 in tumor segmentation - User2 Manual trial 1
        > evidence, by instances: 1 in PET SUV Factors
    `,
    fusion: `
      tumor segmentation - User1 Manual trial 1 | seg segmentation | 0 images, 1
        > segmented images, by instances: 9 in PET WB_0
      PET WB_0 | fusion pet | 49 | 49 positions, 3.38 mm apart
        = 74 73 72 71 70 69 68 67 66 65 64 63 62 61 60 59 58 57 56 55 54 53 52 51 50 49 48 47 46 45 44 43 42 41 40 39 38 37 36 35
        ! nothing-to-fuse-on: No CT or MR of its frame of reference is here
        > fused on, by nothing: nothing here
      PET SUV Factors | real-world-value mapping | 0 images, 1
        > images it gives values to, by nothing: 191 not here
      tumor segmentation - User2 Manual trial 1 | seg segmentation | 0 images, 1
        > segmented images, by nothing: 13 not here
      Imaging Measurement Report | structured-report report | 0 images, 1
        > evidence, by nothing: 191 not here
        > evidence, by instances: 1 in tumor segmentation - User2 Manual trial 1
        > evidence, by instances: 1 in PET SUV Factors
    `,
    raw: `
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in Positron Emission Tomography Image, instance 46, 1 in Positron Emission Tomography Image, instance 47, 1 in Positron Emission Tomography Image, instance 48, and 6 more display sets
      Positron Emission Tomography Image, instance 26 to 74 | instance instances | 1
      Real World Value Mapping, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 191 not here
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 13 not here
      Comprehensive SR, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 191 not here
        > objects it is about, by instances: 1 in Segmentation, instance 1
        > objects it is about, by instances: 1 in Real World Value Mapping, instance 1
    `,
  },
  rt: {
    viewer: `
      Created-SimpleITK | image-stack stack | 1 | a single image
      Created-SimpleITK | image-stack stack | 1 | a single image
      Created-SimpleITK | image-stack stack | 1 | a single image
      RTstruct | rtstruct structures | 0 images, 1
        > contoured images, by instances: 2 in PHANTOM_EXAMPLE
      RTstruct | rtstruct structures | 0 images, 1
        > contoured images, by instances: 2 in PHANTOM_EXAMPLE, 3 not here
      PHANTOM_EXAMPLE | image-stack stack | 2 | 2 positions, 5 mm apart; not a volume: fewer than 3 positions
    `,
    raw: `
      CT Image, without a number | instance instances | 1
      CT Image, without a number | instance instances | 1
      CT Image, without a number | instance instances | 1
      RT Structure Set, without a number | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 2
      RT Structure Set, without a number | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in CT Image, instance 1, 1 in CT Image, instance 2, 3 not here
      CT Image, instance 1 to 2 | instance instances | 1
    `,
  },
  sr: {
    viewer: `
      Phoenix ZIP Acquisition Report | structured-report report | 0 images, 1
      Imaging Measurement Report | structured-report report | 0 images, 1
        > evidence, by nothing: 1 not here
      Imaging Measurement Report | structured-report report | 0 images, 1
        > evidence, by nothing: 1 not here
      Imaging Measurement Report | structured-report report | 0 images, 1
        > evidence, by nothing: 1 not here
      Consultation Report | structured-report report | 0 images, 1
      Discharge Summary | structured-report report | 0 images, 1
      Consultation Report | structured-report report | 0 images, 1
      Imaging Measurement Report | structured-report report | 0 images, 1
        > evidence, by nothing: 2 not here
    `,
    raw: `
      Enhanced SR, instance 1 | instance instances | 0 images, 1
      Enhanced SR, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 1 not here
      Comprehensive 3D SR, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 1 not here
      Comprehensive 3D SR, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 1 not here
      Basic Text SR, instance 1 | instance instances | 0 images, 1
      Basic Text SR, instance 1 | instance instances | 0 images, 1
      Enhanced SR, instance 1 | instance instances | 0 images, 1
      Enhanced SR, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 2 not here
    `,
  },
  pr: {
    viewer: `
      US series 1 | image-stack stack | 1
      six overlays | presentation-state state | 0 images, 1
        > presented images, by instances: 1 in six overlays type
      six overlays type | image-stack stack | 1
      scrambled modality lut / voi lut / presentation lut | presentation-state state | 0 images, 1
        > presented images, by instances: 1 in 8 in 8,range 0 to +255,unsigned,mono2,scrambled pixel data/luts
      8 in 8,range 0 to +255,unsigned,mono2,scrambled pixel data/luts | image-stack stack | 1
      PS LAX MR & AI | multi-frame clip | 10 images, 1 |  | 13.16 fps from FrameTime 76 ms
      SignedPositive^9 No Window | image-stack stack | 1
    `,
    raw: `
      Ultrasound Image, instance 1 | instance instances | 1
      Grayscale Softcopy Presentation State, instance 1 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in Secondary Capture Image, instance 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Grayscale Softcopy Presentation State, instance 3 | instance instances | 0 images, 1
        > objects it is about, by instances: 1 in Secondary Capture Image, instance 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Ultrasound Multi-frame Image, instance 24 | instance instances | 10 images, 1 |  | 13.16 fps from FrameTime 76 ms
      Secondary Capture Image, instance 1 | instance instances | 1
    `,
  },
  'ecg-pdf-op': {
    viewer: `
      Volume IR | image-stack stack | 1
      PDF document | encapsulated-document pdf | 0 images, 1
    `,
    raw: `
      Ophthalmic Photography 8 Bit Image, instance 1 | instance instances | 1
      Encapsulated PDF, instance 1 | instance instances | 0 images, 1
    `,
  },
  derived: {
    viewer: `
      Video video_h264_high41.dcm | video video | 96 images, 1 |  | 25 fps from CineRate 25 fps
      Video video_mpeg2_main.dcm | video video | 10 images, 1 |  | 25 fps from CineRate 25 fps
        ! video-not-playable: MPEG-2 video: no browser plays it; save the object to see it in a video player
      Test report | encapsulated-object object | 0 images, 1
      Tetrahedron | encapsulated-object object | 0 images, 1
      Of Interest | key-objects selection | 0 images, 1
        > key images, by nothing: 3 not here
    `,
    raw: `
      Video Photographic Image, instance 1 | instance instances | 96 images, 1 |  | 25 fps from CineRate 25 fps
      Video Endoscopic Image, instance 1 | instance instances | 10 images, 1 |  | 25 fps from CineRate 25 fps
      Encapsulated CDA, instance 1 | instance instances | 0 images, 1
      Encapsulated STL, instance 1 | instance instances | 0 images, 1
      Key Object Selection Document, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 3 not here
    `,
  },
};
