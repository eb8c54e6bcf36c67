// Run by mongosh. Does nothing when the set is there.
const members = ['mongo1', 'mongo2', 'mongo3'].map((host, _id) => ({ _id, host: `${host}:27017` }))
try {
  rs.status()
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error
  rs.initiate({ _id: 'bijpraat', members })
}
while (!db.hello().isWritablePrimary && !db.hello().primary) sleep(200)
