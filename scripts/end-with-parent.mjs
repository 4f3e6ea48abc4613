// Loaded into the server before anything else: when the process that started it is gone, whatever happened to it, the server
// stops as if it had been asked to. Nobody is left behind holding the port.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
