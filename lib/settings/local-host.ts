/** Whether a host name leads to this machine and nowhere else: traffic to it needs no TLS. */
export function isLocalHost(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  // An absolute path is the folder of a socket.
  return (
    name === 'localhost' || name.endsWith('.localhost') || name === '::1' || isLoopback(name) || name.startsWith('/')
  );
}

function isLoopback(name: string): boolean {
  return /^127(?:\.\d{1,3}){3}$/.test(name);
}
