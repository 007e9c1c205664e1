# Turns files into one C++ file: cmake -DROOT=… -DFILES=a;b -DOUT=assets.cpp -P embed.cmake
set(body "")
set(table "")
set(n 0)
foreach(file IN LISTS FILES)
  file(READ "${ROOT}/${file}" hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
  string(APPEND body "static const unsigned char f${n}[] = {${hex}0};\n")
  string(APPEND table "    {\"${file}\", {reinterpret_cast<const char*>(f${n}), sizeof f${n} - 1}},\n")
  math(EXPR n "${n} + 1")
endforeach()
file(WRITE "${OUT}"
"#include \"core/base/embedded.h\"\n\nnamespace pw {\n\n${body}
static const EmbeddedFile files[] = {\n${table}};\n
std::span<const EmbeddedFile> embedded_files() { return files; }\n\n}  // namespace pw\n")
