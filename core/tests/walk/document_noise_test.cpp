#include "core/walk/document_noise.h"

#include <gtest/gtest.h>

#include "core/walk/document.h"
#include "core/walk/share.h"

namespace pw {
namespace {

Expected<std::string> no_files(std::string_view name) { return fail("no.file", {std::string(name)}); }

Expected<Document> with_input(const std::string& input) {
    return read_document("{\"poolwalk\": 1, \"input\": " + input + ", \"stages\": []}", "noise.json",
                         no_files);
}
Expected<Document> with_more(const std::string& more) {
    return with_input("{\"values\": [[1, 2]], " + more + "}");
}
std::string refused(const std::string& more) {
    const auto d = with_more(more);
    return d ? "accepted" : d.error().what.key;
}

TEST(DocumentNoise, IsReadWithAndWithoutItsDetails) {
    const auto d =
        with_more(R"("noise": {"kind": "salt_and_pepper", "amount": 0.25, "seed": 12}, "shift": [0, -1])");
    ASSERT_TRUE(d) << d.error().what.key;
    EXPECT_EQ(d->experiment.input.disturbance,
              (Disturbance{{Noise::Kind::salt_and_pepper, .25, 12}, {0, -1}}));
    EXPECT_EQ(with_more(R"("noise": {"kind": "gaussian"})")->experiment.input.disturbance,
              (Disturbance{{Noise::Kind::gaussian, .01, 7}, {}}));
    EXPECT_EQ(with_input("[[1, 2]]")->experiment.input.disturbance, Disturbance());
}

TEST(DocumentNoise, SaysWhatIsWrong) {
    const std::string prefix = "problem.document.";
    EXPECT_EQ(refused(R"("noise": "gaussian")"), prefix + "not_an_object");
    EXPECT_EQ(refused(R"("noise": {"amount": 0.5})"), prefix + "missing");
    EXPECT_EQ(refused(R"("noise": {"kind": "pink"})"), prefix + "choice");
    EXPECT_EQ(refused(R"("noise": {"kind": "none", "size": 1})"), prefix + "unknown_key");
    for (const char* amount : {"-0.1", "1.5", "\"1\"", "null"})
        EXPECT_EQ(refused("\"noise\": {\"kind\": \"none\", \"amount\": " + std::string(amount) + "}"),
                  prefix + "range");
    EXPECT_EQ(refused(R"("noise": {"kind": "none", "seed": -1})"), prefix + "range");
    EXPECT_EQ(refused(R"("shift": 1)"), prefix + "not_a_pair");
    EXPECT_EQ(refused(R"("shift": [1])"), prefix + "not_a_pair");
    EXPECT_EQ(refused(R"("shift": [0, 2])"), prefix + "range");
    EXPECT_EQ(refused(R"("shift": [0, 0.5])"), prefix + "not_an_integer");
}

TEST(DocumentNoise, ComesBackFromDocumentsAndLines) {
    Document d;
    d.experiment.input.tensor = Tensor({1, 1, 2, 2}, {1, 2, 3, 4});
    d.experiment.input.picture = true;
    d.experiment.input.disturbance = {{Noise::Kind::gaussian, .035, 99}, {-1, 0}};
    d.watch.changes = true;
    for (const bool picture : {true, false}) {
        d.experiment.input.picture = picture;
        const auto back = read_document(write_document(d), "noise.json", no_files);
        ASSERT_TRUE(back) << back.error().what.key;
        EXPECT_EQ(back->experiment.input.disturbance, d.experiment.input.disturbance);
        EXPECT_EQ(back->experiment.input.picture, picture);
        EXPECT_TRUE(
            std::ranges::equal(back->experiment.input.tensor.data(), d.experiment.input.tensor.data()));
        EXPECT_TRUE(back->watch.changes);
        EXPECT_EQ(read_share_line(*share_line(d))->experiment.input.disturbance,
                  d.experiment.input.disturbance);
    }
}

TEST(DocumentNoise, LiesOverAFileToo) {
    const auto one = [](std::string_view) -> Expected<std::string> { return std::string("5,6\n7,8\n"); };
    const std::string json = R"({"poolwalk": 1, "input": {"file": "a.csv", "shift": [1, 0]}, "stages": []})";
    const auto d = read_document(json, "noise.json", one);
    ASSERT_TRUE(d) << d.error().what.key;
    EXPECT_EQ(d->experiment.input.disturbance.shift, (Shift{1, 0}));
    EXPECT_EQ(evaluate(d->experiment)->input.data()[2], 5);
    EXPECT_NE(write_document(*d).find(R"({"file": "a.csv", "shift": [1, 0]})"), std::string::npos);
}

}  // namespace
}  // namespace pw
