/** vtk.js reads XML meshes (.vtp) with this; nothing here does, and the real one needs Node. */
export const create = (): never => {
  throw new Error('XML meshes are not supported: xmlbuilder2 is not bundled');
};
export default { create };
