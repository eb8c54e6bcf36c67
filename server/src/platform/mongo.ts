import mongoose, { type Connection } from 'mongoose'

/** A connection of its own, so that two servers can live in one process (tests). */
export const connectMongo = async (url: string): Promise<Connection> => {
  const connection = mongoose.createConnection()
  connection.set('strictQuery', true)
  connection.set('sanitizeFilter', true)
  await connection.openUri(url, {
    serverSelectionTimeoutMS: 5_000,
    // A frozen primary must not hold a command for ever; a retry is safe by its id.
    socketTimeoutMS: 20_000,
    // Connections take turns, and each is a thread of MongoDB's that has to come awake: few stay warm.
    maxPoolSize: 16,
    minPoolSize: 2,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
    autoIndex: false,
  })
  return connection
}
