// The parts that PNG files for tests are made of.
#pragma once

#include <zlib.h>

#include <cstddef>
#include <string>

namespace pw::test {

inline std::string big_endian(std::size_t n) {
    return {static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8),
            static_cast<char>(n)};
}

inline std::string chunk(const std::string& type, const std::string& data) {
    const std::string body = type + data;
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return big_endian(data.size()) + body + big_endian(sum);
}

}  // namespace pw::test
