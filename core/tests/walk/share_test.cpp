#include "core/walk/share.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cmath>

#include "core/tensor/csv.h"

namespace pw {
namespace {

Expected<std::string> no_files(std::string_view name) { return fail("no.file", {std::string(name)}); }

// What a document says, all of it.
std::string told(const Expected<Document>& d) { return d ? write_document(*d) : d.error().what.key; }

std::string refused(std::string_view line) {
    const auto d = read_share_line(line);
    return d ? "accepted" : d.error().what.key;
}

Document plain(std::int64_t h, std::int64_t w) {
    Document d;
    d.experiment.input.tensor = Tensor({1, 1, h, w}, std::vector<float>(static_cast<std::size_t>(h * w), 1));
    return d;
}

// A line around any bytes, as a careless or hostile program would write it.
std::string line_of(std::string_view json) {
    uLongf size = compressBound(json.size());
    std::string zipped(size, '\0');
    compress2(reinterpret_cast<Bytef*>(zipped.data()), &size, reinterpret_cast<const Bytef*>(json.data()),
              json.size(), 9);
    const char* digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out = "poolwalk:1:";
    for (std::size_t i = 0; i < size; i += 3) {
        std::uint32_t bits = 0;
        for (std::size_t j = i; j < i + 3; ++j)
            bits = bits << 8 | (j < size ? static_cast<unsigned char>(zipped[j]) : 0);
        for (std::size_t j = 0; j < 4 && (j < 2 || i + j - 1 < size); ++j)
            out += digits[bits >> (18 - 6 * j) & 63];
    }
    return out;
}

TEST(Share, EverySmallSampleComesBack) {
    for (const std::string& name : sample_names()) {
        const auto d = load_sample(name);
        ASSERT_TRUE(d);
        const auto line = share_line(*d);
        if (d->experiment.input.picture) {
            EXPECT_EQ(line.error().what.key, "problem.share.file");
            continue;
        }
        ASSERT_TRUE(line) << name;
        EXPECT_TRUE(line->starts_with("poolwalk:1:"));
        EXPECT_EQ(line->find_first_of("+/= \n", 11), std::string::npos);
        const auto back = read_share_line(*line);
        EXPECT_EQ(told(back), write_document(*d));
        EXPECT_EQ(back->experiment.title, d->experiment.title);
        EXPECT_EQ(told(open_document("", *line, no_files)), write_document(*d));
    }
}

TEST(Share, WhatHasNoTitleIsCalledShared) {
    Document d = plain(1, 5);
    d.experiment.title = Message("title.new");
    EXPECT_EQ(read_share_line(*share_line(d))->experiment.title.key, "title.shared");
}

TEST(Share, KeepsEveryFloatAndTheWatch) {
    Document d = plain(1, 5);
    d.experiment.input.tensor = Tensor({1, 1, 1, 5}, {-0.f, INFINITY, NAN, 1e-45f, 1.f / 3});
    d.watch = {0, 1.25, 0, 0, ColourBy::value, Map::cividis};
    EXPECT_EQ(told(read_share_line(*share_line(d))), write_document(d));
}

TEST(Share, InlinesASmallFileAndRefusesALargeOne) {
    Document d = plain(64, 64);
    d.experiment.input.file = "a.csv";
    const auto line = share_line(d);
    ASSERT_TRUE(line);
    const auto back = read_share_line(*line);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->experiment.input.file, "");
    EXPECT_EQ(back->experiment.input.tensor.shape(), (Shape{1, 1, 64, 64}));
    Document larger = plain(64, 65);
    EXPECT_EQ(share_line(larger).error().what,
              Message("problem.share.cells", {std::int64_t(4160), std::int64_t(4096)}));
    larger.experiment.input.file = "a.csv";
    EXPECT_EQ(share_line(larger).error().what.key, "problem.share.file");
    // One weight too many.
    d.experiment.stages.push_back(Stage{1, find_op("conv"), {}, false});
    d.experiment.stages[0].params.weight = Tensor({1, 1, 1, 1}, {1});
    EXPECT_EQ(share_line(d).error().what.key, "problem.share.file");
}

TEST(Share, PassesOverWhiteSpace) {
    const Document d = *load_sample("conv-then-pool");
    const std::string line = *share_line(d);
    std::string broken = "\r\n\t ";
    for (std::size_t i = 0; i < line.size(); i += 20) broken += line.substr(i, 20) + "\r\n  ";
    EXPECT_TRUE(is_share_line(broken));
    EXPECT_EQ(told(read_share_line(broken)), write_document(d));
    EXPECT_EQ(told(open_document("mail.txt", broken, no_files)), write_document(d));
}

TEST(Share, KnowsItsLines) {
    for (const char* yes : {"poolwalk:1:", "poolwalk:1", " poolwalk:2:abc", "poolwalk:999999999999:"})
        EXPECT_TRUE(is_share_line(yes)) << yes;
    for (const char* no :
         {"", " ", "poolwalk:", "poolwalk", "Poolwalk:1:", "1,2", "{\"poolwalk\": 1}", "x poolwalk:1:"})
        EXPECT_FALSE(is_share_line(no)) << no;
}

TEST(Share, SaysWhatIsWrong) {
    EXPECT_EQ(refused(""), "problem.share.none");
    EXPECT_EQ(refused("1,2,3"), "problem.share.none");
    EXPECT_EQ(refused("poolwalk:"), "problem.share.cut");
    EXPECT_EQ(refused("poolwalk:1"), "problem.share.cut");
    EXPECT_EQ(refused("poolwalk:1:"), "problem.share.cut");
    EXPECT_EQ(refused("poolwalk:1:e"), "problem.share.cut");
    EXPECT_EQ(refused("poolwalk:1x:eN"), "problem.share.damaged");
    EXPECT_EQ(refused("poolwalk:-1:eN"), "problem.share.damaged");
    EXPECT_EQ(refused("poolwalk:1:AAAA"), "problem.share.damaged");
    const auto newer = read_share_line("poolwalk:2:AAAA");
    ASSERT_FALSE(newer);
    EXPECT_EQ(newer.error().what, Message("problem.share.version", {std::int64_t(2), std::int64_t(1)}));
    const std::string line = *share_line(*load_sample("max-4x4"));
    EXPECT_EQ(refused(line + "="), "problem.share.character");
    EXPECT_EQ(refused(line + ".txt"), "problem.share.character");
    EXPECT_EQ(refused(line + "AAAA"), "problem.share.damaged");
    // Well packed, but not a document.
    EXPECT_EQ(refused(line_of("{}")), "problem.document.missing");
    EXPECT_EQ(refused(line_of("{\"poolwalk\": 2}")), "problem.document.version");
    const auto file =
        read_share_line(line_of(R"({"poolwalk": 1, "input": {"file": "/etc/passwd"}, "stages": []})"));
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().what, Message("problem.share.names_file", {std::string("/etc/passwd")}));
}

TEST(Share, StaysSmallHoweverMuchALineUnpacksTo) {
    const std::string bomb = line_of(std::string(limits::text_bytes + 1, ' '));
    EXPECT_LT(bomb.size(), 100'000u);
    EXPECT_EQ(refused(bomb), "problem.file.too_large");
}

// Cut or changed anywhere, a line is refused, or it still says the very same (bits that zlib passes over).
TEST(Share, NeverAcceptsADamagedLineForAnother) {
    const Document d = *load_sample("conv-then-pool");
    const std::string line = *share_line(d), whole = write_document(d);
    for (std::size_t size = 0; size < line.size(); ++size)
        EXPECT_NE(refused(line.substr(0, size)), "accepted") << size;
    int same = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            std::string changed = line;
            changed[at] = static_cast<char>(changed[at] ^ 1 << bit);
            const auto back = read_share_line(changed);
            if (!back) continue;
            ++same;
            EXPECT_EQ(write_document(*back), whole) << at << " " << bit;
        }
        std::string shorter = line;
        shorter.erase(at, 1);
        EXPECT_NE(refused(shorter), "accepted") << at;
        if (at + 1 < line.size() && line[at] != line[at + 1]) {
            shorter = line;
            std::swap(shorter[at], shorter[at + 1]);
            EXPECT_NE(refused(shorter), "accepted") << at;
        }
    }
    EXPECT_LT(same, 20);
}

}  // namespace
}  // namespace pw
