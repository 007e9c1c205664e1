#include "core/tensor/npy.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

namespace pw {
namespace {

std::string npy(std::string header, const std::string& data, int version = 1) {
    header += '\n';
    std::string out = "\x93NUMPY";
    out += static_cast<char>(version);
    out += '\0';
    for (int i = 0; i < (version == 1 ? 2 : 4); ++i) out += static_cast<char>(header.size() >> (8 * i) & 255);
    return out + header + data;
}

std::string dict(const std::string& descr, const std::string& shape, const std::string& fortran = "False") {
    return "{'descr': '" + descr + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }";
}

// The bytes of values, in either order.
template <class T>
std::string raw(std::initializer_list<T> values, bool big = false) {
    std::string out;
    for (const T v : values) {
        std::string one(sizeof v, '\0');
        std::memcpy(one.data(), &v, sizeof v);
        out += big ? std::string(one.rbegin(), one.rend()) : one;
    }
    return out;
}

std::vector<float> values(const Expected<Tensor>& t) {
    if (!t) return {};
    return {t->data().begin(), t->data().end()};
}
std::string key(const Expected<Tensor>& t) { return t ? "" : t.error().what.key; }

TEST(Npy, ReadsEveryTypeInBothByteOrders) {
    const std::vector<float> small{1, 2, 3, 100};
    const auto check = [&]<class T>(const std::string& type, T) {
        const auto little = npy(dict("<" + type, "(2, 2)"), raw<T>({1, 2, 3, 100}));
        const auto big = npy(dict(">" + type, "(2, 2)"), raw<T>({1, 2, 3, 100}, true));
        EXPECT_EQ(values(read_npy("x", little)), small) << type;
        EXPECT_EQ(values(read_npy("x", big)), small) << type;
    };
    check("f4", float{});
    check("f8", double{});
    check("i1", std::int8_t{});
    check("u1", std::uint8_t{});
    check("i2", std::int16_t{});
    check("u2", std::uint16_t{});
    check("i4", std::int32_t{});
    check("u4", std::uint32_t{});
    check("i8", std::int64_t{});
    check("u8", std::uint64_t{});
    EXPECT_EQ(values(read_npy("x", npy(dict("|b1", "(1, 3)"), std::string("\1\0\2", 3)))),
              (std::vector<float>{1, 0, 1}));
    EXPECT_EQ(values(read_npy("x", npy(dict("|i1", "(1, 1)"), "\xff"))), (std::vector<float>{-1}));
}

TEST(Npy, RoundsOnceToFloat32) {
    // Through double this would tie and round to even, one below.
    const std::int64_t odd = (1LL << 60) + (1LL << 36) + 1;
    EXPECT_EQ(values(read_npy("x", npy(dict("<i8", "(1, 1)"), raw<std::int64_t>({odd})))),
              (std::vector<float>{static_cast<float>((1LL << 60) + (1LL << 37))}));
    EXPECT_EQ(values(read_npy("x", npy(dict("<f8", "(1, 2)"), raw<double>({0.1, INFINITY})))),
              (std::vector<float>{0.1f, INFINITY}));
}

TEST(Npy, PutsDimensionsWhereTheyBelong) {
    const std::string data = raw<float>({1, 2, 3, 4, 5, 6});
    EXPECT_EQ(read_npy("x", npy(dict("<f4", "(2, 3)"), data))->shape(), (Shape{1, 1, 2, 3}));
    EXPECT_EQ(read_npy("x", npy(dict("<f4", "(3, 1, 2)"), data))->shape(), (Shape{1, 3, 1, 2}));
    EXPECT_EQ(read_npy("x", npy(dict("<f4", "(3, 2, 1, 1)"), data))->shape(), (Shape{3, 2, 1, 1}));
    EXPECT_EQ(read_npy("x", npy(dict("<f4", "(6,)"), data), 1)->shape(), (Shape{1, 1, 1, 6}));
    EXPECT_EQ(key(read_npy("x", npy(dict("<f4", "(6,)"), data))), "problem.npy.dimensions");
    EXPECT_EQ(key(read_npy("x", npy(dict("<f4", "()"), raw<float>({1})))), "problem.npy.dimensions");
    EXPECT_EQ(key(read_npy("x", npy(dict("<f4", "(1,1,1,2,3)"), data))), "problem.npy.dimensions");
}

TEST(Npy, ReadsFortranOrder) {
    const auto flat = read_npy("x", npy(dict("<f4", "(2, 3)", "True"), raw<float>({1, 4, 2, 5, 3, 6})));
    EXPECT_EQ(values(flat), (std::vector<float>{1, 2, 3, 4, 5, 6}));
    // numpy.asfortranarray(numpy.arange(8.).reshape(2, 2, 2)) lies in memory as 0 4 2 6 1 5 3 7.
    const auto cube =
        read_npy("x", npy(dict("<f4", "(2, 2, 2)", "True"), raw<float>({0, 4, 2, 6, 1, 5, 3, 7})));
    EXPECT_EQ(values(cube), (std::vector<float>{0, 1, 2, 3, 4, 5, 6, 7}));
}

TEST(Npy, ReadsVersionsOneToThreeAndAnyOrderOfKeys) {
    const std::string header = "{\"shape\":(1,2L),\"descr\":\"<f4\",'fortran_order':False}";
    for (const int version : {1, 2, 3})
        EXPECT_EQ(values(read_npy("x", npy(header, raw<float>({7, 8}), version))),
                  (std::vector<float>{7, 8}));
    EXPECT_EQ(key(read_npy("x", npy(header, raw<float>({7, 8}), 4))), "problem.npy.version");
}

TEST(Npy, RefusesWithNameAndPlace) {
    EXPECT_EQ(key(read_npy("x", "")), "problem.npy.magic");
    EXPECT_EQ(key(read_npy("x", "\x93NUMPY")), "problem.npy.truncated_header");
    const auto cut = read_npy("a.npy", npy(dict("<f4", "(2, 2)"), raw<float>({1, 2, 3})));
    ASSERT_EQ(key(cut), "problem.npy.truncated");
    EXPECT_EQ(cut.error().what.args[0], Arg(std::string("a.npy")));
    EXPECT_EQ(
        std::get<std::int64_t>(cut.error().what.args[1]) - std::get<std::int64_t>(cut.error().what.args[2]),
        4);
    EXPECT_EQ(key(read_npy("x", npy(dict("<f4", "(1, 1)"), raw<float>({1, 2})))), "problem.npy.trailing");
    EXPECT_EQ(key(read_npy("x", npy(dict("<c8", "(1, 1)"), ""))), "problem.npy.type");
    EXPECT_EQ(key(read_npy("x", npy(dict("|f4", "(1, 1)"), raw<float>({1})))), "problem.npy.type");
    EXPECT_EQ(key(read_npy("x", npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}", ""))),
              "problem.npy.header");
    EXPECT_EQ(key(read_npy("x", npy("{'descr': '<f4', 'shape': (1, 1)}", raw<float>({1})))),
              "problem.npy.header");
    EXPECT_EQ(key(read_npy("x", npy(dict("<f4", "(1, -1)"), ""))), "problem.npy.header");
    EXPECT_EQ(key(read_npy("x", npy(dict("<f8", "(1, 1)"), raw<double>({1e300})))), "problem.npy.too_large");
}

TEST(Npy, RefusesGiantsBeforeMemoryIsTaken) {
    EXPECT_EQ(key(read_npy("x", npy(dict("<f4", "(16384, 16384)"), ""))), "problem.file_shape.elements");
    EXPECT_EQ(key(read_npy("x", npy(dict("<f4", "(9223372036854775807, 9223372036854775807)"), ""))),
              "problem.file_shape.side");
    EXPECT_EQ(key(read_npy("x", npy(dict("<f4", "(9223372036854775807, 9223372036854775807, 2, 2)"), ""))),
              "problem.file_shape.elements");
    EXPECT_EQ(key(read_npy("x", npy(dict("<f4", "(1, 16385)"), ""))), "problem.file_shape.side");
    EXPECT_EQ(key(read_npy("x", npy(dict("<f4", "(0, 4)"), ""))), "problem.file_shape.empty");
    EXPECT_EQ(key(read_npy("x", npy(dict("<f4", "(1, 99999999999999999999)"), ""))), "problem.npy.header");
}

TEST(Npy, WritesWhatItReads) {
    const Tensor t(Shape{2, 1, 1, 3}, {1.5f, -0.f, INFINITY, 1e-45f, 16777217.f, 3});
    const std::string bytes = write_npy(t);
    EXPECT_EQ((bytes.size() - 24) % 64, 0u);  // values begin at a multiple of 64
    const auto back = read_npy("x", bytes);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->shape(), t.shape());
    EXPECT_EQ(std::memcmp(back->data().data(), t.data().data(), 24), 0);
    const std::string indices = write_npy(Indices(Shape{1, 1, 1, 2}, {5, 1LL << 40}));
    EXPECT_NE(indices.find("'descr': '<i8'"), std::string::npos);
    EXPECT_EQ(values(read_npy("i", indices)), (std::vector<float>{5, 0x1p40f}));
}

TEST(Npy, SurvivesEveryTruncation) {
    const std::string whole = write_npy(Tensor(Shape{1, 1, 2, 2}, {1, 2, 3, 4}));
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(read_npy("x", std::string_view(whole).substr(0, size))) << size;
}

}  // namespace
}  // namespace pw
