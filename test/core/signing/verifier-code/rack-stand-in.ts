/** Serves config.ru where rackup is not installed: as much of Rack as the generated application uses. */
export const rackStandIn = {
  name: 'rack_stand_in.rb',
  content: String.raw`
require 'socket'
require 'stringio'

$app = nil
def run(app)
  $app = app
end
load 'config.ru'

server = TCPServer.new('127.0.0.1', Integer(ENV.fetch('PORT')))
puts 'listening'
$stdout.flush
loop do
  Thread.new(server.accept) do |socket|
    socket.binmode
    verb, target = socket.gets.to_s.split(' ')
    env = { 'REQUEST_METHOD' => verb, 'rack.url_scheme' => 'http' }
    env['PATH_INFO'], env['QUERY_STRING'] = target.split('?', 2)
    while (line = socket.gets.to_s.delete_suffix("\r\n")) != ''
      name, value = line.split(':', 2)
      key = name.upcase.tr('-', '_')
      key = 'HTTP_' + key unless %w[CONTENT_TYPE CONTENT_LENGTH].include?(key)
      env[key] = [env[key], value.sub(/\A[ \t]+/, '').sub(/[ \t]+\z/, '')].compact.join(', ')
    end
    env['rack.input'] = StringIO.new(socket.read(env['CONTENT_LENGTH'].to_i).to_s)
    status = begin
      $app.call(env).first
    rescue StandardError => error
      warn error.full_message
      500
    end
    socket.write("HTTP/1.1 #{status} Answer\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")
    socket.close
  end
end
`.trimStart(),
};
