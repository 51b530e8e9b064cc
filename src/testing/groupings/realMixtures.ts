import type { Blocks } from './grouping.ts';

/** Mixtures of single files of the test data, most a study of their own: long, because each file is a row in eight modes. */
export const realMixtures: Readonly<Record<string, Blocks>> = {
  'pydicom-tests': {
    viewer: `
      Lv2 | image-stack stack | 1 | a single image
      OT series 1, 3 x 3 | image-stack stack | 2
      OT series 1, 100 x 100 | image-stack stack | 10
      US series 1 | multi-frame clip | 30 images, 1 |  | 30 fps from FrameTime 33.333 ms
      RT Ion Plan | radiotherapy plan | 0 images, 1
      12-lead ECG Waveform | ecg waveform | 0 images, 1
      Series without a name | image-stack stack | 1
      US series 1 | image-stack stack | 1
      marked lesion<MPR Collection> | image-stack stack | 1 | a single image
      US series 1 | image-stack stack | 2
      MR series 1 | image-stack stack | 1 | a single image
      Whole Body Bone | image-stack stack | 2
      CT series 1 | image-stack stack | 1 | a single image
      Dose of beam | rtdose dose | 0 images, 1
        > plan, by nothing: 1 not here
        > images under the dose, by nothing: nothing here
      Plan1 | radiotherapy plan | 0 images, 1
        > plan, by nothing: 1 not here
        > structure set, by nothing: 1 not here
      FAST LOCALIZER | image-stack stack | 1 | a single image
      FAST LOCALIZER | image-stack stack | 1 | a single image
      FAST LOCALIZER | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, coronal | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, sagittal | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, axial | image-stack stack | 1 | a single image
      ANGIO Projected from   C | image-stack stack | 7 | 6 positions, 21.51 mm apart; not a volume: orientation differs in 6 of 7 images (2 to 7)
        i mixed-orientation: Orientation differs in 6 of 7 images (2 to 7)
      FAST LOCALIZER | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, coronal | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, sagittal | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, axial | image-stack stack | 1 | a single image
      Liver Segmentation | seg segmentation | 0 images, 1
        > segmented images, by nothing: 3 not here
      Scout, sagittal | localizer localizers | 1 | a single image
      Scout, coronal | localizer localizers | 1 | a single image
      SmartScore - Gated 0.5 sec | image-stack stack | 5 | 5 positions, 2.5 mm apart
        = 10 9 8 7 6
      Cervical LAT, LL | projection views | 1
      Cervical OBLI 1, AP | projection views | 1
      Cervical OBLI 2, AP | projection views | 1
      US series 0 | image-stack stack | 1
      Routine Brain | image-stack stack | 4 | 4 positions, 1.25 mm apart; not a volume: spacing is irregular: 1.25 to 202.5 mm (usually 1.25), widest between images 1 and 2
        ! irregular-spacing: Spacing is irregular: 1.25 to 202.5 mm (usually 1.25), widest between images 1 and 2
      Series without a name | image-stack stack | 1
      Document Title | structured-report report | 0 images, 1
        > evidence, by nothing: 1 not here
      5/5mm Plain | image-stack stack | 1 | a single image
      Diagnosis | structured-report report | 0 images, 1
        > evidence, by nothing: 4 not here
        > earlier version, by nothing: 1 not here
      OT series 1 | image-stack stack | 1
      sep30 | rtstruct structures | 0 images, 1
        > contoured images, by nothing: nothing here
      Series without a name | image-stack stack | 1
      OT series | image-stack stack | 1
      - 1.2.826.0.1.3680043.8.498.66612287766462461480665815941164330386: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.12115047524926768403560502639836072073: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.66784929072918207642476454008796697940: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.13645236810443943660637618904613983143: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.76699626803877342870633945329828164171: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.66184547011989428728594036538908638913: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.87588134382883584301846823719395292338: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.96164889035342102974383231052483829728: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.15963657941914299447645217965265746821: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.90131455877146331258883580955673040933: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.12485250834083961181543719171663851904: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.87027502293230770293211770740093636699: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.10800150351622048886755954724419596215: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.83281926972984671902912092385162201948: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.11939377878867610971829787083653117076: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.55521114374581643470209736703601954532: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.96703606685483616320139580904886281824: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.11309425163096254442905166557685025111: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.65571441292133590309670822077466268819: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.20370980342571381824237338387568385641: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.13319206239967620167264246541208249833: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.10738145364554773522322457810382463149: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.56625845182139220002996408592182404907: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.47917998001550771134946207538353991229: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.27000547446331316903269126658207160710: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.63908878371301978095878659770391705640: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.63106908961231877751487467768370171459: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.98006281511413859490237866176692537067: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.24576939568253585098408167173698553075: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.90025468666899431500228730282509773148: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.61289740851772074382610546644533136426: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.10339284764105332144091992388207826472: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.13132512333524895825885936226340099200: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.31364613324058946746776339091270395463: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.33438145735846696020160722778137296005: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.58965241363386990426392503840207597063: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.59920294709453045915752722025901733948: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.30314430588013977344239544548072887164: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.11016773328518770417618065149789555568: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.14954972048006757686711404500323822614: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.12005726531596389485789246831081529041: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.13080662425590703283940223552838983096: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.97244803667620709009471838100346935122: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.39564379742709048966673364461319745782: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.74872050809901865940725431980043045793: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.11282187586766061312398412557996347495: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.22410342304752760132016235320686689336: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.48216821017189966433743019685870898315: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.26999560216637566655190145402282271551: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.11794136111743664474225727064668760656: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
    `,
    volume: `
      Lv2 | image-stack stack | 1 | a single image
      OT series 1, 3 x 3 | image-stack stack | 2
      OT series 1, 100 x 100 | image-stack stack | 10
      US series 1 | multi-frame clip | 30 images, 1 |  | 30 fps from FrameTime 33.333 ms
      RT Ion Plan | radiotherapy plan | 0 images, 1
      12-lead ECG Waveform | ecg waveform | 0 images, 1
      Series without a name | image-stack stack | 1
      US series 1 | image-stack stack | 1
      marked lesion<MPR Collection> | image-stack stack | 1 | a single image
      US series 1 | image-stack stack | 2
      MR series 1 | image-stack stack | 1 | a single image
      Whole Body Bone | image-stack stack | 2
      CT series 1 | image-stack stack | 1 | a single image
      Dose of beam | rtdose dose | 0 images, 1
        > plan, by nothing: 1 not here
        > images under the dose, by nothing: nothing here
      Plan1 | radiotherapy plan | 0 images, 1
        > plan, by nothing: 1 not here
        > structure set, by nothing: 1 not here
      FAST LOCALIZER | image-stack stack | 1 | a single image
      FAST LOCALIZER | image-stack stack | 1 | a single image
      FAST LOCALIZER | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, coronal | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, sagittal | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, axial | image-stack stack | 1 | a single image
      ANGIO Projected from   C | image-stack stack | 7 | 6 positions, 21.51 mm apart; not a volume: orientation differs in 6 of 7 images (2 to 7)
        i mixed-orientation: Orientation differs in 6 of 7 images (2 to 7)
      FAST LOCALIZER | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, coronal | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, sagittal | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, axial | image-stack stack | 1 | a single image
      Liver Segmentation | seg segmentation | 0 images, 1
        > segmented images, by nothing: 3 not here
      Scout, sagittal | localizer localizers | 1 | a single image
      Scout, coronal | localizer localizers | 1 | a single image
      SmartScore - Gated 0.5 sec | volume volume | 5 | 5 positions, 2.5 mm apart
        = 10 9 8 7 6
      Cervical LAT, LL | projection views | 1
      Cervical OBLI 1, AP | projection views | 1
      Cervical OBLI 2, AP | projection views | 1
      US series 0 | image-stack stack | 1
      Routine Brain | image-stack stack | 4 | 4 positions, 1.25 mm apart; not a volume: spacing is irregular: 1.25 to 202.5 mm (usually 1.25), widest between images 1 and 2
        ! irregular-spacing: Spacing is irregular: 1.25 to 202.5 mm (usually 1.25), widest between images 1 and 2
      Series without a name | image-stack stack | 1
      Document Title | structured-report report | 0 images, 1
        > evidence, by nothing: 1 not here
      5/5mm Plain | image-stack stack | 1 | a single image
      Diagnosis | structured-report report | 0 images, 1
        > evidence, by nothing: 4 not here
        > earlier version, by nothing: 1 not here
      OT series 1 | image-stack stack | 1
      sep30 | rtstruct structures | 0 images, 1
        > contoured images, by nothing: nothing here
      Series without a name | image-stack stack | 1
      OT series | image-stack stack | 1
      - 1.2.826.0.1.3680043.8.498.66612287766462461480665815941164330386: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.12115047524926768403560502639836072073: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.66784929072918207642476454008796697940: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.13645236810443943660637618904613983143: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.76699626803877342870633945329828164171: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.66184547011989428728594036538908638913: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.87588134382883584301846823719395292338: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.96164889035342102974383231052483829728: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.15963657941914299447645217965265746821: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.90131455877146331258883580955673040933: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.12485250834083961181543719171663851904: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.87027502293230770293211770740093636699: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.10800150351622048886755954724419596215: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.83281926972984671902912092385162201948: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.11939377878867610971829787083653117076: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.55521114374581643470209736703601954532: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.96703606685483616320139580904886281824: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.11309425163096254442905166557685025111: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.65571441292133590309670822077466268819: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.20370980342571381824237338387568385641: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.13319206239967620167264246541208249833: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.10738145364554773522322457810382463149: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.56625845182139220002996408592182404907: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.47917998001550771134946207538353991229: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.27000547446331316903269126658207160710: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.63908878371301978095878659770391705640: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.63106908961231877751487467768370171459: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.98006281511413859490237866176692537067: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.24576939568253585098408167173698553075: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.90025468666899431500228730282509773148: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.61289740851772074382610546644533136426: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.10339284764105332144091992388207826472: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.13132512333524895825885936226340099200: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.31364613324058946746776339091270395463: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.33438145735846696020160722778137296005: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.58965241363386990426392503840207597063: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.59920294709453045915752722025901733948: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.30314430588013977344239544548072887164: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.11016773328518770417618065149789555568: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.14954972048006757686711404500323822614: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.12005726531596389485789246831081529041: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.13080662425590703283940223552838983096: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.97244803667620709009471838100346935122: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.39564379742709048966673364461319745782: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.74872050809901865940725431980043045793: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.11282187586766061312398412557996347495: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.22410342304752760132016235320686689336: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.48216821017189966433743019685870898315: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.26999560216637566655190145402282271551: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.11794136111743664474225727064668760656: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
    `,
    mammography: `
      Lv2 | image-stack stack | 1 | a single image
      OT series 1, 3 x 3 | image-stack stack | 2
      OT series 1, 100 x 100 | image-stack stack | 10
      US series 1 | multi-frame clip | 30 images, 1 |  | 30 fps from FrameTime 33.333 ms
      RT Ion Plan | radiotherapy plan | 0 images, 1
      12-lead ECG Waveform | ecg waveform | 0 images, 1
      Series without a name | image-stack stack | 1
      US series 1 | image-stack stack | 1
      marked lesion<MPR Collection> | image-stack stack | 1 | a single image
      US series 1 | image-stack stack | 2
      MR series 1 | image-stack stack | 1 | a single image
      Whole Body Bone | image-stack stack | 2
      CT series 1 | image-stack stack | 1 | a single image
      Dose of beam | rtdose dose | 0 images, 1
        > plan, by nothing: 1 not here
        > images under the dose, by nothing: nothing here
      Plan1 | radiotherapy plan | 0 images, 1
        > plan, by nothing: 1 not here
        > structure set, by nothing: 1 not here
      FAST LOCALIZER | image-stack stack | 1 | a single image
      FAST LOCALIZER | image-stack stack | 1 | a single image
      FAST LOCALIZER | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, coronal | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, sagittal | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, axial | image-stack stack | 1 | a single image
      ANGIO Projected from   C | image-stack stack | 7 | 6 positions, 21.51 mm apart; not a volume: orientation differs in 6 of 7 images (2 to 7)
        i mixed-orientation: Orientation differs in 6 of 7 images (2 to 7)
      FAST LOCALIZER | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, coronal | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, sagittal | image-stack stack | 1 | a single image
      T/S/C RF FAST PILOT, axial | image-stack stack | 1 | a single image
      Liver Segmentation | seg segmentation | 0 images, 1
        > segmented images, by nothing: 3 not here
      Scout, sagittal | localizer localizers | 1 | a single image
      Scout, coronal | localizer localizers | 1 | a single image
      SmartScore - Gated 0.5 sec | image-stack stack | 5 | 5 positions, 2.5 mm apart
        = 10 9 8 7 6
      Cervical LAT, LL | mammography view | 1
      Cervical OBLI 1, AP | mammography view | 1
      Cervical OBLI 2, AP | mammography view | 1
      US series 0 | image-stack stack | 1
      Routine Brain | image-stack stack | 4 | 4 positions, 1.25 mm apart; not a volume: spacing is irregular: 1.25 to 202.5 mm (usually 1.25), widest between images 1 and 2
        ! irregular-spacing: Spacing is irregular: 1.25 to 202.5 mm (usually 1.25), widest between images 1 and 2
      Series without a name | image-stack stack | 1
      Document Title | structured-report report | 0 images, 1
        > evidence, by nothing: 1 not here
      5/5mm Plain | image-stack stack | 1 | a single image
      Diagnosis | structured-report report | 0 images, 1
        > evidence, by nothing: 4 not here
        > earlier version, by nothing: 1 not here
      OT series 1 | image-stack stack | 1
      sep30 | rtstruct structures | 0 images, 1
        > contoured images, by nothing: nothing here
      Series without a name | image-stack stack | 1
      OT series | image-stack stack | 1
      - 1.2.826.0.1.3680043.8.498.66612287766462461480665815941164330386: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.12115047524926768403560502639836072073: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.66784929072918207642476454008796697940: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.13645236810443943660637618904613983143: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.76699626803877342870633945329828164171: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.66184547011989428728594036538908638913: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.87588134382883584301846823719395292338: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.96164889035342102974383231052483829728: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.15963657941914299447645217965265746821: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.90131455877146331258883580955673040933: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.12485250834083961181543719171663851904: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.87027502293230770293211770740093636699: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.10800150351622048886755954724419596215: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.83281926972984671902912092385162201948: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.11939377878867610971829787083653117076: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.55521114374581643470209736703601954532: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.96703606685483616320139580904886281824: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.11309425163096254442905166557685025111: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.65571441292133590309670822077466268819: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.20370980342571381824237338387568385641: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.13319206239967620167264246541208249833: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.10738145364554773522322457810382463149: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.56625845182139220002996408592182404907: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.47917998001550771134946207538353991229: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.27000547446331316903269126658207160710: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.63908878371301978095878659770391705640: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.63106908961231877751487467768370171459: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.98006281511413859490237866176692537067: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.24576939568253585098408167173698553075: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.90025468666899431500228730282509773148: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.61289740851772074382610546644533136426: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.10339284764105332144091992388207826472: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.13132512333524895825885936226340099200: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.31364613324058946746776339091270395463: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.33438145735846696020160722778137296005: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.58965241363386990426392503840207597063: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.59920294709453045915752722025901733948: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.30314430588013977344239544548072887164: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.11016773328518770417618065149789555568: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.14954972048006757686711404500323822614: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.12005726531596389485789246831081529041: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.13080662425590703283940223552838983096: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.97244803667620709009471838100346935122: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.39564379742709048966673364461319745782: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.74872050809901865940725431980043045793: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.11282187586766061312398412557996347495: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.22410342304752760132016235320686689336: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.48216821017189966433743019685870898315: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.26999560216637566655190145402282271551: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
      - 1.2.826.0.1.3680043.8.498.11794136111743664474225727064668760656: image-stack.sopClassHandlerModule.stack left it: Rows and Columns missing
    `,
    fusion: 'as volume',
    raw: `
      CT Image, instance 0 to 49 | instance instances | 0 images, 1
      CT Image, instance 7 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Ultrasound Multi-frame Image, instance 16117 | instance instances | 30 images, 1 |  | 30 fps from FrameTime 33.333 ms
      RT Ion Plan, instance 1 | instance instances | 0 images, 1
      12-lead ECG Waveform, instance 1 | instance instances | 0 images, 1
      Secondary Capture Image, without a number | instance instances | 1
      Ultrasound Image, instance 24 | instance instances | 1
      MR Image, instance 1 | instance instances | 1
      Ultrasound Image, instance 1 to 2 | instance instances | 1
      MR Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 3 | instance instances | 1
      Secondary Capture Image, instance 5 | instance instances | 1
      CT Image, instance 1 | instance instances | 1
      RT Dose, without a number | instance instances | 0 images, 1
        > plan, by nothing: 1 not here
      RT Plan, without a number | instance instances | 0 images, 1
        > plan, by nothing: 1 not here
        > structure set, by nothing: 1 not here
      MR Image, instance 1 | instance instances | 1
      MR Image, instance 1 | instance instances | 1
      MR Image, instance 1 | instance instances | 1
      MR Image, instance 1 to 3 | instance instances | 1
      MR Image, instance 1 to 7 | instance instances | 1
      MR Image, instance 1 | instance instances | 1
      MR Image, instance 1 to 3 | instance instances | 1
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 3 not here
      CT Image, instance 1 to 2 | instance instances | 1
      CT Image, instance 6 to 10 | instance instances | 1
      Computed Radiography Image, instance 1 | instance instances | 1
      Computed Radiography Image, instance 1 | instance instances | 1
      Computed Radiography Image, instance 1 | instance instances | 1
      Ultrasound Image, instance 1 | instance instances | 1
      CT Image, instance 18 | instance instances | 1
      CT Image, instance 180 to 182 | instance instances | 1
      Secondary Capture Image, without a number | instance instances | 1
      Basic Text SR, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 1 not here
      CT Image, instance 21 | instance instances | 1
      Comprehensive SR, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 4 not here
        > earlier version, by nothing: 1 not here
      Secondary Capture Image, instance 1 | instance instances | 1
      RT Structure Set, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: nothing here
      Secondary Capture Image, without a number | instance instances | 1
      Secondary Capture Image, without a number | instance instances | 1
    `,
  },
  'pydicom-data': {
    viewer: `
      US series 0 | image-stack stack | 1
      OT series 1 | image-stack stack | 8
      US series 1 | image-stack stack | 1
      US series 1 | image-stack stack | 1
      T1W/SE/1024 | image-stack stack | 1 | a single image
      Whole Body Bone | image-stack stack | 1
      MAP | pmap map | 0 images, 1
        > mapped images, by nothing: 1 not here
      MAP | pmap map | 0 images, 1
        > mapped images, by nothing: 1 not here
      Liver Segmentation | seg segmentation | 0 images, 1
        > segmented images, by nothing: 3 not here
      Liver Segmentation | seg segmentation | 0 images, 1
        > segmented images, by nothing: 3 not here
      Liver Segmentation | seg segmentation | 0 images, 1
        > segmented images, by nothing: 3 not here
      US series 1 | image-stack stack | 1
      12 in 16,range -2048 to +2047,signed,mono2,modality lut | image-stack stack | 1
      MR series 301 | enhanced frames | 10 images, 1
      Transesophageal Echocardiogram | image-stack stack | 1
      5/5mm Plain | image-stack stack | 1 | a single image
    `,
    raw: `
      Ultrasound Image, instance 10 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Ultrasound Image, instance 24 | instance instances | 1
      Ultrasound Image, instance 3 | instance instances | 1
      MR Image, instance 3 | instance instances | 1
      Secondary Capture Image, instance 4 | instance instances | 1
      Parametric Map, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 1 not here
      Parametric Map, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 1 not here
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 3 not here
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 3 not here
      Segmentation, instance 1 | instance instances | 0 images, 1
        > objects it is about, by nothing: 3 not here
      Ultrasound Image, instance 5 | instance instances | 1
      Secondary Capture Image, instance 1 | instance instances | 1
      Enhanced MR Image, instance 1 | instance instances | 10 images, 1
      Ultrasound Image (retired), instance 107 | instance instances | 1
      CT Image, instance 21 | instance instances | 1
    `,
  },
};
