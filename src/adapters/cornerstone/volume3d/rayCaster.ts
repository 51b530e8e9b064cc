import { RenderError } from '../../../core/errors.ts';
import type { Vector3 } from '../../../core/dicom/geometry.ts';
import { fragmentShader, vertexShader } from './shader.ts';
import type { RayFrame } from './rayFrame.ts';
import type { LookTable } from './lookTable.ts';

/** A volume on the graphics card. */
export interface VolumeTexture {
  readonly texture: WebGLTexture;
  readonly size: Vector3;
}

/** What a picture is made of. */
export interface RayPicture {
  readonly volume: VolumeTexture;
  readonly table: WebGLTexture;
  readonly look: LookTable;
  readonly frame: RayFrame;
  /** Pixels of the whole picture. */
  readonly width: number;
  readonly height: number;
}

/** Rows of a picture, from the top. */
export interface Band {
  readonly top: number;
  readonly rows: number;
}

const uniformNames = [
  'uVolume',
  'uTable',
  'uOrigin',
  'uRight',
  'uUp',
  'uDirection',
  'uLow',
  'uHigh',
  'uVoxel',
  'uToPatient',
  'uTowards',
  'uDomain',
  'uLight',
  'uStep',
  'uMode',
  'uShade',
] as const;

/** Draws volumes by casting a ray for each pixel; one for each WebGL context. */
export class RayCaster {
  readonly #gl: WebGL2RenderingContext;
  readonly #canvas: HTMLCanvasElement;
  readonly #program: WebGLProgram;
  readonly #uniforms: ReadonlyMap<string, WebGLUniformLocation | null>;

  /** @throws RenderError when the graphics card does not take the program */
  constructor(canvas: HTMLCanvasElement, gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#canvas = canvas;
    this.#program = programOf(gl);
    this.#uniforms = new Map(uniformNames.map((name) => [name, gl.getUniformLocation(this.#program, name)]));
  }

  /** Voxels along one axis that the card takes. */
  get largestSize(): number {
    return Number(this.#gl.getParameter(this.#gl.MAX_3D_TEXTURE_SIZE));
  }

  /** Room for a volume, two bytes a voxel; undefined when the card has none. */
  allocate(size: Vector3): VolumeTexture | undefined {
    const gl = this.#gl;
    const texture = gl.createTexture();
    while (gl.getError() !== gl.NO_ERROR && !gl.isContextLost()); // errors of before are not this one's
    gl.bindTexture(gl.TEXTURE_3D, texture);
    gl.texStorage3D(gl.TEXTURE_3D, 1, gl.R16F, size[0], size[1], size[2]);
    if (gl.getError() !== gl.NO_ERROR) {
      gl.deleteTexture(texture);
      return undefined;
    }
    for (const axis of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T, gl.TEXTURE_WRAP_R])
      gl.texParameteri(gl.TEXTURE_3D, axis, gl.CLAMP_TO_EDGE);
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_3D, filter, gl.LINEAR);
    return { texture, size };
  }

  /** @param values of one slice, row after row. */
  upload({ texture, size }: VolumeTexture, slice: number, values: Float32Array): void {
    const gl = this.#gl;
    gl.bindTexture(gl.TEXTURE_3D, texture);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.texSubImage3D(gl.TEXTURE_3D, 0, 0, 0, slice, size[0], size[1], 1, gl.RED, gl.FLOAT, values);
  }

  /** Colours and opacities as a texture; the one that is given is written over. */
  tableOf({ rgba }: LookTable, former: WebGLTexture | undefined): WebGLTexture {
    const gl = this.#gl;
    const texture = former ?? gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, rgba.length / 4, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, rgba);
    for (const axis of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
      gl.texParameteri(gl.TEXTURE_2D, axis, gl.CLAMP_TO_EDGE);
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_2D, filter, gl.LINEAR);
    return texture;
  }

  free(texture: WebGLTexture | undefined): void {
    if (texture) this.#gl.deleteTexture(texture);
  }

  /**
   * Draws rows of a picture and waits until they are drawn.
   * @returns the canvas, which holds them until the end of this turn of the page.
   */
  draw({ volume, table, look, frame, width, height }: RayPicture, band: Band): HTMLCanvasElement {
    const gl = this.#gl;
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    gl.viewport(0, 0, width, height);
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(0, height - band.top - band.rows, width, band.rows);
    gl.useProgram(this.#program);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_3D, volume.texture);
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, table);
    gl.activeTexture(gl.TEXTURE0);
    const at = (name: (typeof uniformNames)[number]) => this.#uniforms.get(name) ?? null;
    gl.uniform1i(at('uVolume'), 0);
    gl.uniform1i(at('uTable'), 1);
    gl.uniform3f(at('uOrigin'), ...frame.origin);
    gl.uniform3f(at('uRight'), ...frame.right);
    gl.uniform3f(at('uUp'), ...frame.up);
    gl.uniform3f(at('uDirection'), ...frame.direction);
    gl.uniform3f(at('uLow'), ...frame.low);
    gl.uniform3f(at('uHigh'), ...frame.high);
    gl.uniform3f(at('uVoxel'), 1 / volume.size[0], 1 / volume.size[1], 1 / volume.size[2]);
    gl.uniformMatrix3fv(at('uToPatient'), false, frame.toPatient);
    gl.uniform3f(at('uTowards'), ...frame.towards);
    gl.uniform2f(at('uDomain'), look.lower, 1 / (look.upper - look.lower));
    gl.uniform4f(at('uLight'), ...look.light);
    gl.uniform1f(at('uStep'), frame.stepMm);
    gl.uniform1i(at('uMode'), look.projection === 'max' ? 1 : look.projection === 'mean' ? 2 : 0);
    gl.uniform1i(at('uShade'), look.isShaded ? 1 : 0);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    // Reading one pixel waits for all of them: without it, bands would pile up and the page would stand still.
    gl.readPixels(0, height - band.top - 1, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    return this.#canvas;
  }
}

function programOf(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, vertexShader],
    [gl.FRAGMENT_SHADER, fragmentShader],
  ] as const) {
    const shader = gl.createShader(kind);
    if (!shader) throw new RenderError('The graphics card takes no program.');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    const reason = gl.getProgramInfoLog(program)?.trim();
    throw new RenderError(`The graphics card refuses the program that draws volumes. ${reason ?? ''}`.trim());
  }
  return program;
}
