import { api } from 'dicomweb-client';
import { readJson } from './dicomJson.ts';
import type { DicomResponse, FetchDicom } from './fetchDicom.ts';
import { FetchXhr, type ClientRequest } from './fetchXhr.ts';

/** What of dicomweb-client is used, with the types its own declarations get wrong (sync, `any`, no `request`). */
interface Client {
  searchForStudies(options: SearchOptions): Promise<unknown>;
  searchForSeries(options: SearchOptions & { studyInstanceUID: string }): Promise<unknown>;
  searchForInstances(
    options: SearchOptions & { studyInstanceUID: string; seriesInstanceUID: string },
  ): Promise<unknown>;
  retrieveSeriesMetadata(
    options: Options & { studyInstanceUID: string; seriesInstanceUID: string },
  ): Promise<unknown>;
  retrieveInstanceMetadata(
    options: Options & { studyInstanceUID: string; seriesInstanceUID: string; sopInstanceUID: string },
  ): Promise<unknown>;
}
interface Options {
  readonly request: { readonly instance: FetchXhr };
}
interface SearchOptions extends Options {
  readonly queryParams: Readonly<Record<string, string>>;
}

export interface ClientAnswer {
  readonly json: unknown;
  /** Values that were NaN or Infinity, read as null. */
  readonly notANumber: number;
  /** Undefined for no answer at all, which cannot happen for a call that resolves. */
  readonly answer: DicomResponse | undefined;
}

/** Makes one call of dicomweb-client under our own rules for requests; see fetchXhr.ts. */
export type CallClient = (
  request: ClientRequest,
  call: (client: Client, options: Options) => Promise<unknown>,
) => Promise<ClientAnswer>;

/** @param root absolute, without a trailing slash */
export function createCallClient(root: string, fetchDicom: FetchDicom): CallClient {
  // The door to the library: its declarations say neither `request` nor Promise for half of these.
  const client = new api.DICOMwebClient({
    url: root,
    headers: {},
    singlepart: '',
    verbose: false,
  }) as unknown as Client;
  return async (request, call) => {
    let notANumber = 0;
    const instance = new FetchXhr(fetchDicom, request, (answer) => {
      const read = readJson(answer, { what: request.what, path: instance.path });
      notANumber = read.notANumber;
      return read.json;
    });
    try {
      // A fresh `request` each time: the client writes to it.
      const json = await call(client, { request: { instance } });
      return { json, notANumber, answer: instance.answer };
    } catch (error) {
      throw instance.failure ?? error;
    }
  };
}
