-- Sends the requests of a file, one after the other and again from the first; one thread for all connections.
-- Arguments: the file (a number of bytes on a line, then so many bytes, and so on), and the mean of the pause
-- before each request in milliseconds, exponentially distributed (0: none).

local requests, next_one, pause = {}, 0, 0

function init(args)
  local file = assert(io.open(args[1], "rb"))
  for line in function() return file:read("*l") end do
    requests[#requests + 1] = file:read(tonumber(line))
  end
  file:close()
  pause = tonumber(args[2])
  if pause > 0 then
    delay = function() return math.floor(-pause * math.log(1 - math.random()) + 0.5) end
  end
end

function request()
  next_one = next_one % #requests + 1
  return requests[next_one]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\nJSON {"requests":%d,"microseconds":%d,"refused":%d,"broken":%d,"p50":%d,"p99":%d}\n',
    summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
