/** A triangle over the whole canvas; each pixel of it is a ray. */
export const vertexShader = `#version 300 es
void main() {
  vec2 corner = vec2(float((gl_VertexID << 1) & 2), float(gl_VertexID & 2));
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

/**
 * One ray a pixel, in coordinates of the texture (0 to 1 along i, j and k). Steps
 * are in mm, so slices that a tilted gantry slid over each other are where they
 * were acquired.
 */
export const fragmentShader = `#version 300 es
precision highp float;
precision highp sampler3D;
uniform sampler3D uVolume;
uniform sampler2D uTable;
uniform vec3 uOrigin;
uniform vec3 uRight;
uniform vec3 uUp;
uniform vec3 uDirection;
uniform vec3 uLow;
uniform vec3 uHigh;
uniform vec3 uVoxel;
uniform mat3 uToPatient;
uniform vec3 uTowards;
uniform vec2 uDomain;
uniform vec4 uLight;
uniform float uStep;
uniform int uMode;
uniform bool uShade;
out vec4 colour;

vec4 look(float value) {
  return texture(uTable, vec2((value - uDomain.x) * uDomain.y, 0.5));
}

float voxel(vec3 at) {
  return texture(uVolume, at).r;
}

vec3 lit(vec3 base, vec3 at) {
  vec3 slope = vec3(
    voxel(at + vec3(uVoxel.x, 0.0, 0.0)) - voxel(at - vec3(uVoxel.x, 0.0, 0.0)),
    voxel(at + vec3(0.0, uVoxel.y, 0.0)) - voxel(at - vec3(0.0, uVoxel.y, 0.0)),
    voxel(at + vec3(0.0, 0.0, uVoxel.z)) - voxel(at - vec3(0.0, 0.0, uVoxel.z)));
  vec3 normal = uToPatient * slope;
  float size = length(normal);
  // The light is at the eye, and falls on both sides of a surface.
  float facing = size > 1e-6 ? abs(dot(normal / size, uTowards)) : 1.0;
  return base * (uLight.x + uLight.y * facing) + uLight.z * pow(facing, uLight.w);
}

void main() {
  vec3 start = uOrigin + uRight * gl_FragCoord.x + uUp * gl_FragCoord.y;
  vec3 along = mix(uDirection, vec3(1e-9), lessThan(abs(uDirection), vec3(1e-9)));
  vec3 a = (uLow - start) / along;
  vec3 b = (uHigh - start) / along;
  vec3 near = min(a, b);
  vec3 far = max(a, b);
  float from = max(max(near.x, near.y), near.z);
  float to = min(min(far.x, far.y), far.z);
  colour = vec4(0.0, 0.0, 0.0, 1.0);
  if (from >= to) return;

  if (uMode != 0) {
    float most = -1e30;
    float sum = 0.0;
    float count = 0.0;
    for (float t = from + 0.5 * uStep; t < to; t += uStep) {
      float value = voxel(start + along * t);
      most = max(most, value);
      sum += value;
      count += 1.0;
    }
    if (count > 0.0) colour = vec4(look(uMode == 1 ? most : sum / count).rgb, 1.0);
    return;
  }

  // Rays begin at different parts of a step: rings become a little noise.
  float part = fract(sin(dot(gl_FragCoord.xy, vec2(12.9898, 78.233))) * 43758.5453);
  vec3 light = vec3(0.0);
  float opacity = 0.0;
  for (float t = from + part * uStep; t < to && opacity < 0.98; t += uStep) {
    vec3 at = start + along * t;
    vec4 seen = look(voxel(at));
    // Opacity is that of one mm.
    float own = 1.0 - pow(1.0 - min(seen.a, 0.9999), uStep);
    if (own < 0.001) continue;
    vec3 shown = uShade ? lit(seen.rgb, at) : seen.rgb;
    light += (1.0 - opacity) * own * shown;
    opacity += (1.0 - opacity) * own;
  }
  colour = vec4(light, 1.0);
}`;
