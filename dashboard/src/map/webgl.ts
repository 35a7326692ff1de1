/** May this browser draw the map at all? Asked once, on a canvas that is thrown away. */
export const hasWebgl2 = (): boolean => {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
};
