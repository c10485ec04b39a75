-- Buys as an agent does, again and again: opens a session, reads it and completes it. A thread has one connection.
-- Arguments: the head lines of each request, and the bodies that open and that complete a session, each in a file.

local head, opening, completion = "", "", ""
local id, step, number = nil, 1, 0

local function content(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

local threads = 0
function setup(thread)
  thread:set("thread", threads)
  threads = threads + 1
end

function init(args)
  head, opening, completion = content(args[1]), content(args[2]), content(args[3])
  run = os.time() .. "-" .. thread .. "-" .. tostring(args):gsub("%W", "")
end

local function message(method, path, body)
  local lines = method .. " " .. path .. " HTTP/1.1\r\n" .. head
  if body then
    number = number + 1
    lines = lines .. "Idempotency-Key: " .. run .. "-" .. number .. "\r\nContent-Length: " .. #body .. "\r\n"
  end
  return lines .. "\r\n" .. (body or "")
end

function request()
  if step == 1 then
    return message("POST", "/checkout_sessions", opening)
  elseif step == 2 then
    return message("GET", "/checkout_sessions/" .. id)
  end
  return message("POST", "/checkout_sessions/" .. id .. "/complete", completion)
end

function response(status, headers, body)
  if step == 1 and status < 400 then
    id = body:match('"id":%s*"([^"]+)"')
  end
  step = status < 400 and step % 3 + 1 or 1
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\nJSON {"requests":%d,"microseconds":%d,"refused":%d,"broken":%d,"p50":%d,"p99":%d}\n',
    summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
