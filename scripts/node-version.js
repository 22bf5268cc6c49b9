const oldest = [20, 19]

/**
 * @param {string} version as in process.versions.node
 * @returns {string | null} what to tell the operator, or null when this Node can run Todoku
 */
export function complainAboutNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return null
  return `Todoku needs Node ${oldest.join('.')} or newer; this is Node ${version}. Node 24 is what we recommend: https://nodejs.org`
}
