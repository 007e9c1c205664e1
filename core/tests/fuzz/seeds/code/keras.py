model = keras.Sequential([layers.Conv2D(2, (3, 3), padding="same", activation="relu")])
model.add(layers.MaxPooling2D((2, 2), strides=1, padding='same'))
x = tf.reshape(tf.constant([1., 2., 3., 4.]), [1, 2, 2, 1])
tf.nn.avg_pool2d(x, [1, 2, 2, 1], 1, [[0, 0], [1, 0], [0, 1], [0, 0]])
